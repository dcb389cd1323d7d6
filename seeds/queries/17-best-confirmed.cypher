// What do the most independent stories and sources tell alike?
// params: {stories: 1}
MATCH (claim:Claim {polarity: 'affirmed'})-[:SUBJECT]->(source:Entity)
WHERE claim.active
  AND claim.storyCount >= $stories
OPTIONAL MATCH (claim)-[:OBJECT]->(target:Entity)
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN source.name AS source,
       claim.predicate AS what,
       target.name AS target,
       item.name AS item,
       claim.modality AS modality,
       claim.storyCount AS stories,
       claim.documentCount AS documents,
       claim.sourceCount AS sources,
       claim.evidenceCount AS sentences
ORDER BY stories DESC, sources DESC, sentences DESC, source, what, target, item
LIMIT 25;

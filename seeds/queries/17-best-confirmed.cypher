// What do the most documents and sources tell alike?
// params: {documents: 1}
MATCH (claim:Claim {polarity: 'affirmed'})-[:SUBJECT]->(source:Entity)
WHERE claim.active
  AND claim.documentCount >= $documents
OPTIONAL MATCH (claim)-[:OBJECT]->(target:Entity)
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN source.name AS source,
       claim.predicate AS what,
       target.name AS target,
       item.name AS item,
       claim.modality AS modality,
       claim.documentCount AS documents,
       claim.sourceCount AS sources,
       claim.evidenceCount AS sentences
ORDER BY documents DESC, sources DESC, sentences DESC, source, what, target, item
LIMIT 25;

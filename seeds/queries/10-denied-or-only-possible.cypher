// What is denied, or only possible, and by whose words?
MATCH (source:Entity)<-[:SUBJECT]-(claim:Claim)-[:SUPPORTED_BY]->(evidence:Evidence)
WHERE claim.active
  AND (claim.polarity = 'denied' OR claim.modality = 'possible')
OPTIONAL MATCH (claim)-[:OBJECT]->(target:Entity)
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN source.name AS source,
       claim.predicate AS what,
       target.name AS target,
       item.name AS item,
       claim.polarity AS polarity,
       claim.modality AS modality,
       evidence.cue AS cue,
       evidence.text AS sentence
ORDER BY source, what, target, item, sentence;

// What came with the last run?
MATCH (meta:AttacheMeta {key: 'ledger'})
MATCH (claim:Claim {firstRun: meta.lastRun})-[:SUBJECT]->(source:Entity)
OPTIONAL MATCH (claim)-[:OBJECT]->(target:Entity)
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN claim.predicate AS what,
       source.name AS source,
       target.name AS target,
       item.name AS item,
       claim.polarity AS polarity,
       claim.modality AS modality,
       claim.documentCount AS documents,
       meta.lastRun AS run
ORDER BY what, source, target, item;

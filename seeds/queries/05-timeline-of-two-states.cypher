// What happened between two states, day by day, towns and firms of the other included?
// params: {one: "state:RUS", other: "state:UKR"}
MATCH (source:Entity)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(target:Entity)
WHERE source.id IN [$one, $other]
  AND claim.active
OPTIONAL MATCH (target)-[:IN]->(home:State)
WITH source, claim, target, [target.id, coalesce(home.id, target.id)] AS reached
WHERE ($one IN reached OR $other IN reached)
  AND NOT source.id IN reached
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN claim.eventFrom AS date,
       claim.firstReported AS reported,
       source.name AS source,
       claim.predicate AS what,
       target.name AS target,
       collect(item.name) AS items,
       claim.polarity AS polarity,
       claim.modality AS modality
ORDER BY coalesce(date, reported), source, what, target, polarity;

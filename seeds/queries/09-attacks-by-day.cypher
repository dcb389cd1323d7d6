// Which attacks hit a state or its towns, day by day?
// params: {state: "state:UKR"}
MATCH (state:Entity {id: $state})
MATCH (attacker:Entity)<-[:SUBJECT]-(claim:Claim {predicate: 'ATTACKS', polarity: 'affirmed'})-[:OBJECT]->(target:Entity)
WHERE claim.active
  AND claim.modality <> 'possible'
  AND (target = state OR EXISTS { (target)-[:IN]->(state) })
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN coalesce(claim.eventFrom, 'undated') AS day,
       attacker.name AS attacker,
       target.name AS target,
       collect(item.name) AS items,
       sum(claim.evidenceCount) AS sentences
ORDER BY day, attacker, target;

// What exactly does one state supply to another, in which stage and quantity?
// params: {source: "state:FRA", target: "state:UKR"}
MATCH (:Entity {id: $source})<-[:SUBJECT]-(claim:Claim {predicate: 'SUPPLIES'})-[:OBJECT]->(:Entity {id: $target})
WHERE claim.active
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN item.name AS item,
       claim.quantityMin AS atLeast,
       claim.quantityMax AS atMost,
       claim.stage AS stage,
       claim.modality AS modality,
       claim.polarity AS polarity,
       claim.eventFrom AS date,
       claim.documentCount AS documents,
       claim.firstReported AS firstReported
ORDER BY date, item, modality;

// What was announced and never reported delivered?
MATCH (supplier:Entity)<-[:SUBJECT]-(announced:Claim {predicate: 'SUPPLIES', polarity: 'affirmed', modality: 'planned'})-[:OBJECT]->(receiver:Entity)
WHERE announced.active
OPTIONAL MATCH (announced)-[:ITEM]->(item:System)
WITH supplier, announced, receiver, item
WHERE NOT EXISTS {
  MATCH (supplier)<-[:SUBJECT]-(delivered:Claim {predicate: 'SUPPLIES', polarity: 'affirmed', modality: 'done'})-[:OBJECT]->(receiver)
  WHERE delivered.active
    AND (item IS NULL OR EXISTS { (delivered)-[:ITEM]->(:System)-[:IS_A*0..4]->(item) })
}
RETURN supplier.name AS supplier,
       receiver.name AS receiver,
       item.name AS item,
       announced.quantityMax AS quantity,
       announced.stage AS stage,
       announced.firstReported AS announced,
       announced.documentCount AS documents
ORDER BY announced, supplier, receiver, item;

// Who makes what a state is supplied with, the class of a system included?
// params: {receiver: "state:BEL"}
MATCH (supplier:Entity)<-[:SUBJECT]-(claim:Claim {predicate: 'SUPPLIES', polarity: 'affirmed'})-[:OBJECT]->(:Entity {id: $receiver})
WHERE claim.active
MATCH (claim)-[:ITEM]->(item:System)
MATCH (item)-[:IS_A*0..5]->(made:System)<-[arrow:PRODUCES]-(maker:Entity)
OPTIONAL MATCH (maker)-[:IN]->(home:State)
RETURN DISTINCT supplier.name AS supplier,
       item.name AS item,
       made.name AS made,
       maker.name AS maker,
       home.name AS home,
       arrow.modality AS modality
ORDER BY item, made, maker, supplier;

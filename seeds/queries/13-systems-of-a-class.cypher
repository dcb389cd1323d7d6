// Which systems of a class are supplied, bought or made, and by whom?
// params: {class: "system:howitzer"}
MATCH (class:Entity {id: $class})<-[:IS_A*0..5]-(system:System)<-[:ITEM]-(claim:Claim {polarity: 'affirmed'})-[:SUBJECT]->(source:Entity)
WHERE claim.active
OPTIONAL MATCH (claim)-[:OBJECT]->(target:Entity)
RETURN system.name AS system,
       source.name AS source,
       claim.predicate AS what,
       target.name AS target,
       claim.modality AS modality,
       claim.quantityMax AS quantity
ORDER BY system, source, what, target, modality;

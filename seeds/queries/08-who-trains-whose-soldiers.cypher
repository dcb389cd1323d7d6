// Who trains whose soldiers, how many, and on what?
MATCH (trainer:Entity)<-[:SUBJECT]-(claim:Claim {predicate: 'TRAINS', polarity: 'affirmed'})-[:OBJECT]->(trained:Entity)
WHERE claim.active
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN trainer.name AS trainer,
       trained.name AS trained,
       claim.modality AS modality,
       claim.quantityMin AS atLeast,
       claim.quantityMax AS atMost,
       item.name AS item,
       coalesce(claim.eventFrom, 'undated') AS date
ORDER BY trainer, trained, date, modality, atLeast;

// Who buys what from whom, for how much?
MATCH (buyer:Entity)<-[:SUBJECT]-(claim:Claim {predicate: 'BUYS', polarity: 'affirmed'})-[:ITEM]->(item:System)
WHERE claim.active
OPTIONAL MATCH (claim)-[:OBJECT]->(seller:Entity)
MATCH (claim)-[:SUPPORTED_BY]->(evidence:Evidence)
RETURN buyer.name AS buyer,
       seller.name AS seller,
       item.name AS item,
       claim.modality AS modality,
       claim.quantityMax AS quantity,
       max(evidence.amount) AS amount,
       head(collect(evidence.currency)) AS currency,
       coalesce(claim.eventFrom, 'undated') AS date
ORDER BY buyer, seller, item, date;

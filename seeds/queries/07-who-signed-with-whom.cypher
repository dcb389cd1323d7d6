// Who signed what with whom, and when?
MATCH (one:Entity)<-[:SUBJECT]-(claim:Claim {predicate: 'SIGNS', polarity: 'affirmed'})-[:OBJECT]->(other:Entity)
WHERE claim.active
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN coalesce(claim.eventFrom, 'undated') AS date,
       one.name AS one,
       other.name AS other,
       item.name AS item,
       claim.modality AS modality,
       COLLECT {
         MATCH (claim)-[:SUPPORTED_BY]->(evidence:Evidence)-[:IN_DOCUMENT]->(document:Document)
         RETURN evidence.text ORDER BY document.doc, evidence.begin
       } AS sentences
ORDER BY date, one, other, item;

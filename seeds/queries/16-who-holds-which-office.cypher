// Who holds or held which office of whom?
MATCH (official:Official)<-[:SUBJECT]-(claim:Claim {predicate: 'HOLDS_OFFICE', polarity: 'affirmed'})-[:OBJECT]->(body:Entity)
WHERE claim.active
RETURN body.name AS body,
       claim.office AS office,
       official.name AS official,
       CASE claim.modality WHEN 'done' THEN 'former' ELSE 'in office' END AS term,
       claim.firstReported AS firstReported,
       claim.lastReported AS lastReported
ORDER BY body, office, official, term;

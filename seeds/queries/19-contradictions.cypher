// What is contradicted, by what, and how far can either be relied on?
MATCH (claim:Claim)-[contradiction:CONTRADICTS]->(other:Claim)
MATCH (claim)-[:SUBJECT]->(source:Entity)
MATCH (other)-[:SUBJECT]->(otherSource:Entity)
OPTIONAL MATCH (claim)-[:OBJECT]->(target:Entity)
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN contradiction.kind AS kind,
       source.name AS source,
       claim.predicate AS what,
       target.name AS target,
       coalesce(item.name, claim.office) AS itemOrOffice,
       claim.polarity AS polarity,
       claim.grade AS grade,
       otherSource.name AS otherSource,
       other.polarity AS otherPolarity,
       other.grade AS otherGrade,
       COLLECT {
         MATCH (told:Claim)-[:SUPPORTED_BY]->(evidence:Evidence)
         WHERE told IN [claim, other]
         RETURN evidence.text ORDER BY evidence.text
       } AS sentences
ORDER BY kind, source, what, target, itemOrOffice;

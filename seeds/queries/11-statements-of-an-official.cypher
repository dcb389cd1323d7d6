// What does an official say, according to which documents?
// params: {speaker: "official:sebastien-lecornu"}
MATCH (:Entity {id: $speaker})<-[:ATTRIBUTED_TO]-(evidence:Evidence)<-[:SUPPORTED_BY]-(claim:Claim)-[:SUBJECT]->(source:Entity)
MATCH (evidence)-[:IN_DOCUMENT]->(document:Document)
OPTIONAL MATCH (claim)-[:OBJECT]->(target:Entity)
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN coalesce(document.date, 'undated') AS published,
       source.name AS source,
       claim.predicate AS what,
       target.name AS target,
       collect(item.name) AS items,
       claim.polarity AS polarity,
       claim.modality AS modality,
       evidence.text AS sentence,
       document.doc AS doc,
       evidence.begin AS begin
ORDER BY published, doc, begin, source, what;

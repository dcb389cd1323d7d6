// Which sentences hold a word, and what do they state?
// params: {words: "munition* OR drone*"}
CALL db.index.fulltext.queryNodes('attache_evidence_words', $words) YIELD node AS evidence, score
MATCH (source:Entity)<-[:SUBJECT]-(claim:Claim)-[:SUPPORTED_BY]->(evidence)-[:IN_DOCUMENT]->(document:Document)
OPTIONAL MATCH (claim)-[:OBJECT]->(target:Entity)
RETURN evidence.text AS sentence,
       collect(DISTINCT source.name + ' ' + claim.predicate + coalesce(' ' + target.name, '')) AS states,
       document.doc AS doc,
       round(score, 2) AS score
ORDER BY score DESC, doc, sentence
LIMIT 25;

// Which sentences, documents and rules stand behind an arrow?
// params: {source: "state:FRA", type: "SUPPLIES", target: "state:UKR"}
MATCH (:Entity {id: $source})-[arrow]->(:Entity {id: $target})
WHERE type(arrow) = $type
UNWIND arrow.claimIds AS claimId
MATCH (claim:Claim {id: claimId})-[:SUPPORTED_BY]->(evidence:Evidence)-[:IN_DOCUMENT]->(document:Document)
MATCH (evidence)-[:BY_RULE]->(rule:Rule)
OPTIONAL MATCH (claim)-[:ITEM]->(item:System)
RETURN evidence.text AS sentence,
       collect(DISTINCT item.name) AS items,
       claim.modality AS modality,
       document.doc AS doc,
       evidence.begin AS begin,
       evidence.end AS end,
       rule.name AS rule
ORDER BY doc, begin, modality;

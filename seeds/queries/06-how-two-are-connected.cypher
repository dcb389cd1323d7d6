// How are two of them connected: the shortest paths over arrows?
// params: {one: "firm:nexter", other: "state:UKR"}
MATCH path = allShortestPaths((:Entity {id: $one})-[:ATTACKS|BUYS|HOLDS_OFFICE|MEETS|PRODUCES|SIGNS|SUPPLIES|TRAINS|IN|IS_A*..6]-(:Entity {id: $other}))
RETURN length(path) AS steps,
       [r IN relationships(path) | startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name] AS way
ORDER BY steps, way
LIMIT 10;

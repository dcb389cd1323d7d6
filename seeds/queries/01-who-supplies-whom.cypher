// Who supplies whom, with what, and how firmly is it told?
MATCH (supplier:Entity)-[arrow:SUPPLIES]->(receiver:Entity)
RETURN supplier.name AS supplier,
       receiver.name AS receiver,
       arrow.modality AS modality,
       COLLECT { MATCH (item:Entity) WHERE item.id IN coalesce(arrow.items, []) RETURN item.name ORDER BY item.name } AS items,
       COLLECT { MATCH (item:Entity) WHERE item.id IN coalesce(arrow.plannedItems, []) RETURN item.name ORDER BY item.name } AS planned,
       arrow.evidence AS sentences,
       arrow.lastReported AS lastReported
ORDER BY sentences DESC, supplier, receiver;

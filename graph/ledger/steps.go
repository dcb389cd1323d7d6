package ledger

// applicationID marks a SQLite file as a ledger ("Atta"), at offset 68 of its header.
const applicationID = 0x41747461

// steps turn a ledger of version i into one of version i+1. A step that was
// released is never edited: a change of the schema is one more step.
var steps = []string{v1, v2, v3, v4, v5, v6, v7}

// v1 spells out ids and names where people ask by them (nodes, arrows), and
// numbers what only ties rows together. Absent text is NULL.
const v1 = `
CREATE TABLE meta (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE runs (
	key      INTEGER PRIMARY KEY,
	pack     TEXT NOT NULL,              -- fingerprint of the rules and entities
	started  TEXT NOT NULL,              -- RFC 3339, UTC
	finished TEXT,                       -- NULL: never finished
	changes  TEXT                        -- JSON, once finished
);

CREATE TABLE documents (
	key  INTEGER PRIMARY KEY,
	sha  BLOB NOT NULL UNIQUE,           -- SHA-256 of the bytes
	size INTEGER NOT NULL,               -- bytes
	date TEXT,                           -- publication date it was last read with
	run  INTEGER REFERENCES runs         -- that read it last; NULL: is to be read
);
CREATE INDEX documents_unread ON documents (key) WHERE run IS NULL;

-- A document is printed, dated and sourced as the first of its paths says.
CREATE TABLE paths (
	path     TEXT PRIMARY KEY,           -- absolute
	document INTEGER NOT NULL REFERENCES documents,
	doc      TEXT NOT NULL,              -- as printed
	date     TEXT,                       -- publication date
	url      TEXT,
	source   TEXT                        -- the URL's host
) WITHOUT ROWID;
CREATE INDEX paths_document ON paths (document);

CREATE TABLE sentences (
	key      INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	begin    INTEGER NOT NULL,           -- bytes into the document, half open
	"end"    INTEGER NOT NULL,
	text     TEXT NOT NULL
);
CREATE INDEX sentences_document ON sentences (document);

CREATE TABLE rules (
	key  INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
);

CREATE TABLE evidence (
	key        INTEGER PRIMARY KEY,
	sentence   INTEGER NOT NULL REFERENCES sentences ON DELETE CASCADE,
	id         BLOB NOT NULL,            -- 16 bytes
	run        INTEGER NOT NULL,         -- that first found it
	rule       INTEGER NOT NULL REFERENCES rules,
	words      BLOB,                     -- pairs of varints: gap since the sentence's begin or the last word's end, length
	quantity_min REAL, quantity_max REAL, quantity_about INTEGER, quantity_unit TEXT,
	money_min    REAL, money_max    REAL, money_about    INTEGER, money_unit    TEXT,
	date       TEXT,                     -- when it happens
	date_text  TEXT,
	in_id      TEXT, in_name TEXT,
	by_id      TEXT, by_name TEXT,       -- whom it is attributed to
	hedged     INTEGER,
	cue        TEXT,
	antecedent TEXT
);
CREATE INDEX evidence_sentence ON evidence (sentence);

-- An arrow is what claims with the same source, type and head project to.
CREATE TABLE arrows (
	key    INTEGER PRIMARY KEY,
	source TEXT NOT NULL,
	type   TEXT NOT NULL,
	head   TEXT NOT NULL,                -- the target or the item, as the schema has it
	UNIQUE (source, type, head)
);

CREATE TABLE claims (
	key        INTEGER PRIMARY KEY,
	id         BLOB NOT NULL UNIQUE,     -- 16 bytes
	arrow      INTEGER NOT NULL REFERENCES arrows,
	target     TEXT,                     -- NULL: the arrow's head
	item       TEXT,
	office     TEXT,
	polarity   TEXT NOT NULL,
	modality   TEXT NOT NULL,
	stage      TEXT,
	occurrence TEXT,
	first      INTEGER NOT NULL,         -- run that first told it
	retracted  INTEGER                   -- run that took its last evidence; NULL: active
);
CREATE INDEX claims_arrow ON claims (arrow);

CREATE TABLE support (
	claim    INTEGER NOT NULL REFERENCES claims,
	evidence INTEGER NOT NULL REFERENCES evidence ON DELETE CASCADE,
	PRIMARY KEY (claim, evidence)
) WITHOUT ROWID;
CREATE INDEX support_evidence ON support (evidence);

CREATE TABLE nodes (
	id      TEXT PRIMARY KEY,
	name    TEXT NOT NULL,               -- curated, else the least in names
	in_id   TEXT,
	is_a    TEXT,
	offices TEXT,                        -- JSON
	pack    TEXT                         -- fingerprint of the pack that curates it; NULL: not curated
) WITHOUT ROWID;

-- What documents call the nodes that are not curated.
CREATE TABLE names (
	document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	node     TEXT NOT NULL,
	name     TEXT NOT NULL,
	PRIMARY KEY (document, node, name)
) WITHOUT ROWID;
CREATE INDEX names_node ON names (node, name);
`

// v2 keeps what was read and what is no longer said. Documents of version 1 are read
// again, for their words.
const v2 = `
ALTER TABLE documents ADD COLUMN source TEXT; -- source it was last read with
ALTER TABLE documents ADD COLUMN words BLOB;  -- the set of its words
UPDATE documents SET run = NULL;

CREATE TABLE texts (
	document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
	bytes    BLOB NOT NULL               -- Zstandard
);

-- What was read last: one row.
CREATE TABLE pack (
	fingerprint TEXT NOT NULL,
	items       BLOB NOT NULL            -- what the pack consists of, Zstandard
);

ALTER TABLE support ADD COLUMN run INTEGER; -- that found it, NULL: the evidence's

-- Evidence that went, for each claim that it supported.
CREATE TABLE past (
	claim    INTEGER NOT NULL REFERENCES claims,
	id       BLOB NOT NULL,              -- of the evidence
	found    INTEGER NOT NULL,           -- run
	gone     INTEGER NOT NULL,           -- run
	sha      BLOB NOT NULL,              -- document
	doc      TEXT NOT NULL,
	begin    INTEGER NOT NULL,
	"end"    INTEGER NOT NULL,
	text     TEXT NOT NULL,
	rule     TEXT NOT NULL
);
CREATE INDEX past_id ON past (id, claim);
CREATE INDEX past_claim ON past (claim);
CREATE INDEX past_gone ON past (gone);

-- Documents that say nothing any more, whatever their bytes say.
CREATE TABLE withdrawn (
	sha    BLOB PRIMARY KEY,
	at     TEXT NOT NULL,                -- RFC 3339, UTC
	reason TEXT
) WITHOUT ROWID;
`

// v3 keeps what analysts decided.
const v3 = `
-- The decisions that documents are read with, by the hashes of what they decide.
CREATE TABLE decisions (
	id BLOB PRIMARY KEY                  -- 16 bytes
) WITHOUT ROWID;

-- The statements that decisions met, as extraction gave them.
CREATE TABLE decided (
	document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	decision BLOB NOT NULL,              -- 16 bytes
	claim    TEXT NOT NULL,              -- in one line
	sentence TEXT NOT NULL,              -- that was dropped, else empty
	PRIMARY KEY (document, decision, claim, sentence)
) WITHOUT ROWID;
CREATE INDEX decided_decision ON decided (decision);

-- The nodes that statements of such a document named, before decisions and after.
CREATE TABLE decided_nodes (
	document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	node     TEXT NOT NULL,
	PRIMARY KEY (document, node)
) WITHOUT ROWID;
CREATE INDEX decided_nodes_node ON decided_nodes (node);

-- The names that analysts gave.
CREATE TABLE renamed (
	node TEXT PRIMARY KEY,
	name TEXT NOT NULL
) WITHOUT ROWID;

ALTER TABLE support ADD COLUMN accepted INTEGER; -- 1: an analyst accepted it
CREATE INDEX support_accepted ON support (evidence) WHERE accepted;
`

// v4 adds what tells near-duplicate documents; every document is read again for it.
const v4 = `
ALTER TABLE documents ADD COLUMN signature BLOB;       -- hashes of two bytes, sorted; NULL: states nothing, or too short
ALTER TABLE documents ADD COLUMN announcement INTEGER; -- hash of the word of a person that it reports first
ALTER TABLE documents ADD COLUMN story INTEGER;        -- key of the document of its story with the least SHA; NULL: to be found
CREATE INDEX documents_storyless ON documents (key) WHERE story IS NULL;
UPDATE documents SET run = NULL;

-- Ranks of documents in the orders in which near ones are neighbours.
CREATE TABLE ranks (
	rank     INTEGER NOT NULL,           -- 4 bits: order; 24: band or announcement; 35: SHA
	document INTEGER NOT NULL REFERENCES documents,
	PRIMARY KEY (rank, document)
) WITHOUT ROWID;

-- Neighbours that tell one story, each pair twice.
CREATE TABLE kin (
	document INTEGER NOT NULL REFERENCES documents,
	other    INTEGER NOT NULL REFERENCES documents,
	orders   INTEGER NOT NULL,           -- a bit for each in which they are neighbours
	PRIMARY KEY (document, other)
) WITHOUT ROWID;
`

// v5 makes the ranks and kin of documents ones that the deletion of a document need not
// look through: both go before it does.
const v5 = `
CREATE TABLE ranked (
	rank     INTEGER NOT NULL,
	document INTEGER NOT NULL,
	PRIMARY KEY (rank, document)
) WITHOUT ROWID;
INSERT INTO ranked SELECT * FROM ranks;
DROP TABLE ranks;
ALTER TABLE ranked RENAME TO ranks;

CREATE TABLE related (
	document INTEGER NOT NULL,
	other    INTEGER NOT NULL,
	orders   INTEGER NOT NULL,
	PRIMARY KEY (document, other)
) WITHOUT ROWID;
INSERT INTO related SELECT * FROM kin;
DROP TABLE kin;
ALTER TABLE related RENAME TO kin;
`

// v6 parts what only another pack makes read from what each load reads, and drops what
// the ranks tell.
const v6 = `
CREATE TABLE words (
	document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
	words    BLOB NOT NULL               -- the set of its words
);
INSERT INTO words SELECT key, words FROM documents WHERE words IS NOT NULL;
ALTER TABLE documents DROP COLUMN words;
DROP TABLE kin;
`

// v7 adds what changed since some revision, see notings.
const v7 = `
CREATE TABLE changed (
	revision INTEGER NOT NULL,
	kind     TEXT NOT NULL,              -- label of a node, 'arrow' or 'everything'
	id       BLOB NOT NULL,              -- of a node; key of an arrow
	PRIMARY KEY (revision, kind, id)
) WITHOUT ROWID;
`

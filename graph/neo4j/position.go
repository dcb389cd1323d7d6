package neo4j

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// position says how far a database has come: which one it is, and its last
// transaction. Every commit, by whomever, moves it on by one; reading does not.
type position struct {
	database string
	txn      int64
}

// position reads where the database stands, from the bookmark of a statement that
// does nothing; SHOW DATABASES tells the transaction in the Enterprise edition
// only. It is false where the bookmark cannot be read.
func (l *Lease) position(ctx context.Context) (position, bool) {
	session := l.graph.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, "RETURN 1", nil)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	if bookmarks := session.LastBookmarks(); err == nil && len(bookmarks) == 1 {
		return parseBookmark(bookmarks[0])
	}
	return position{}, false
}

// parseBookmark reads a bookmark of Neo4j 5: "FB:" and, in base64, a PackStream
// list that begins with the database's UUID, as 16 bytes, and the transaction.
func parseBookmark(bookmark string) (position, bool) {
	text, ok := strings.CutPrefix(bookmark, "FB:")
	data, err := base64.StdEncoding.DecodeString(text)
	const head = "\x91\xcc\x10" // a list, and in it 16 bytes
	if !ok || err != nil || len(data) < len(head)+17 || string(data[:len(head)]) != head {
		return position{}, false
	}
	id, rest := data[len(head):len(head)+16], data[len(head)+16:]
	txn, ok := packedInt(rest)
	return position{hex.EncodeToString(id), txn}, ok && txn > 0
}

// packedInt reads an integer of PackStream.
func packedInt(b []byte) (int64, bool) {
	switch {
	case b[0] < 0x80:
		return int64(b[0]), true
	case b[0] == 0xc8 && len(b) > 1:
		return int64(int8(b[1])), true
	case b[0] == 0xc9 && len(b) > 2:
		return int64(int16(binary.BigEndian.Uint16(b[1:]))), true
	case b[0] == 0xca && len(b) > 4:
		return int64(int32(binary.BigEndian.Uint32(b[1:]))), true
	case b[0] == 0xcb && len(b) > 8:
		return int64(binary.BigEndian.Uint64(b[1:])), true
	}
	return 0, false
}

// sent is what a load leaves behind for the next: how the database was when it
// had sent everything. The token tells a restored backup from the state that its
// position would name again after as many transactions of others.
type sent struct {
	Database string `json:"database"`
	Txn      int64  `json:"txn"`
	Token    int64  `json:"token"`
	Version  int    `json:"version"`
	By       string `json:"by"`
	Revision int64  `json:"revision"`
}

func (s sent) String() string {
	text, _ := json.Marshal(s) // of texts and numbers
	return string(text)
}

// parseSent returns the zero value, which no database is in, for any other text.
func parseSent(text string) (s sent) {
	if json.Unmarshal([]byte(text), &s) != nil {
		return sent{}
	}
	return s
}

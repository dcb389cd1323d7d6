// Package ledger keeps documents, evidence, claims, nodes and runs in one
// SQLite file: the embedded default, from which everything else is rebuilt.
//
// [Open] opens or makes a ledger. A load is a [Run]: [Ledger.Begin], then
// [Run.Write] for each batch of documents, one transaction each, then
// [Run.Finish]. [Ledger.Known] tells a loader which documents it need not read,
// [Ledger.View] reads, as of one moment.
//
// After every transaction, and so after a crash at any time, this holds:
//
//   - a document is its bytes; it is there while a path leads to it, and is
//     printed, dated and sourced as the first of its paths, by bytes, says;
//   - its evidence is what reading it with that date, the rules and analysts'
//     decisions gave, or the document is marked unread ([Run.Unread]);
//   - a claim is active while it has evidence; without, it stays as retracted
//     if a run finished while it was active;
//   - a node has the name that an analyst gave it, else its curated one, else the
//     least, by bytes, that the documents in the ledger call it by.
//
// So but for the columns that name runs, and for retracted claims, the contents
// depend on the paths and their documents, on rules and decisions, and not on the
// order, the batches or the number of loads.
//
// Several processes may read while one writes; writers take turns, batch by
// batch. Commits outlive a crash of the process at once, and one of the machine
// from Finish on (WAL, synchronous=NORMAL).
//
// Errors name the file. Those that a caller may tell apart are [ErrNotLedger],
// [ErrNewer], [ErrFull], [ErrBusy], [ErrDamaged] and fs.ErrNotExist; after any of them the
// ledger holds what it held before the call.
package ledger

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The errors that callers tell apart.
var (
	ErrNotLedger = errors.New("not a ledger of attache")
	ErrNewer     = errors.New("a ledger of a newer attache")
	ErrFull      = errors.New("no space left for the ledger")
	ErrBusy      = errors.New("another process is writing to the ledger")
	ErrDamaged   = errors.New("the bytes that the ledger keeps of it are damaged")
)

// settings of each connection: a writer waits 10 s for its turn; 32 MiB of
// pages are cached; 16 MiB of journal are gathered before they are worked into
// the file (4 MiB, the default, writes pages of large indexes over and over: 15 % slower).
const settings = "_busy_timeout=10000&_fk=1&_sync=NORMAL&_dqs=0&_error_rc=1&_pragma=cache_size(-32768)&_pragma=wal_autocheckpoint(4000)"

// Ledger is an open ledger file, safe for concurrent use.
type Ledger struct {
	db   *sql.DB
	path string
	id   string
}

// Open opens the ledger at path, or makes one where there is no file or an
// empty one, and brings it to this version.
func Open(path string) (*Ledger, error) { return open(path, true, steps) }

// OpenExisting opens a ledger that must be there: fs.ErrNotExist when it is not.
func OpenExisting(path string) (*Ledger, error) { return open(path, false, steps) }

func open(path string, create bool, steps []string) (*Ledger, error) {
	l, err := connect(path, create, steps)
	if err != nil {
		return nil, fmt.Errorf("open ledger %s: %w", path, explain(err))
	}
	return l, nil
}

func connect(path string, create bool, steps []string) (*Ledger, error) {
	found, err := inspect(path, len(steps))
	if err != nil {
		return nil, err
	}
	if !found && !create {
		return nil, fmt.Errorf("%w: attache load makes it", fs.ErrNotExist)
	}
	if !found {
		err = makeEmpty(path)
	}
	if err != nil {
		return nil, err
	}
	name, err := dataSource(path)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, err
	}
	db.SetMaxIdleConns(1) // each holds its pages
	l := &Ledger{db: db, path: path}
	if err := l.prepare(steps); err != nil {
		db.Close()
		return nil, err
	}
	return l, nil
}

// makeEmpty makes an empty file, which SQLite takes for a new database: the
// system's errors are clearer than SQLite's.
func makeEmpty(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return err
	}
	return f.Close()
}

func dataSource(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(full), RawQuery: settings}
	return name.String(), nil
}

// prepare brings the file to the version of the steps and reads its id.
func (l *Ledger) prepare(steps []string) error {
	s, err := l.session()
	if err != nil {
		return err
	}
	defer s.close()
	if err := s.migrate(steps); err != nil {
		return err
	}
	if err := s.keepJournal(); err != nil {
		return err
	}
	_, err = s.get("SELECT value FROM meta WHERE key = 'ledger'", nil, &l.id)
	return err
}

// keepJournal turns to write-ahead logging. SQLite does not wait for its turn there, where
// several processes open a new ledger at once.
func (s *session) keepJournal() error {
	const tries, pause = 100, 100 * time.Millisecond
	for i := 1; ; i++ {
		err := s.exec("PRAGMA journal_mode = WAL")
		if err == nil || i == tries || !errors.Is(explain(err), ErrBusy) {
			return err
		}
		time.Sleep(pause)
	}
}

// Close closes the ledger; after it the ledger is one file. Runs and views are
// closed before.
func (l *Ledger) Close() error { return l.failed("close", l.db.Close()) }

// ID names this ledger among all ledgers: 32 hex digits, drawn when it was made.
func (l *Ledger) ID() string { return l.id }

// Meta returns a small fact that [Ledger.SetMeta] noted, empty when there is none.
func (l *Ledger) Meta(key string) (string, error) {
	var value string
	err := l.db.QueryRow("SELECT value FROM meta WHERE key = ?", "note:"+key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, l.failed("read", err)
}

// SetMeta notes a small fact, such as how far a target has come.
func (l *Ledger) SetMeta(key, value string) error {
	_, err := l.db.Exec("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", "note:"+key, value)
	return l.failed("write", err)
}

// failed says what was done to which ledger when err came; nil stays nil.
func (l *Ledger) failed(act string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s ledger %s: %w", act, l.path, explain(err))
}

// explain turns SQLite's codes into this package's errors.
func explain(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch {
	case e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE, e.Code()&0xff == sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: what it held before is intact; free some and do it again (%v)", ErrFull, err)
	case e.Code()&0xff == sqlite3.SQLITE_BUSY:
		return fmt.Errorf("%w: wait for it and do it again (%v)", ErrBusy, err)
	case e.Code()&0xff == sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: name another file (%v)", ErrNotLedger, err)
	case e.Code()&0xff == sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("it is damaged; move it away and load again: %w", err)
	case e.Code()&0xff == sqlite3.SQLITE_CANTOPEN, e.Code()&0xff == sqlite3.SQLITE_READONLY:
		return fmt.Errorf("the file and its folder must be writable: %w", err)
	}
	return err
}

// session runs statements on a connection of its own, each prepared once.
type session struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func (l *Ledger) session() (*session, error) {
	conn, err := l.db.Conn(context.Background())
	if err != nil {
		return nil, err
	}
	return &session{conn: conn, stmts: make(map[string]*sql.Stmt)}, nil
}

func (s *session) close() error {
	for _, stmt := range s.stmts {
		stmt.Close()
	}
	return s.conn.Close()
}

func (s *session) stmt(query string) (*sql.Stmt, error) {
	if stmt, ok := s.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := s.conn.PrepareContext(context.Background(), query)
	if err == nil {
		s.stmts[query] = stmt
	}
	return stmt, err
}

func (s *session) exec(query string, args ...any) error {
	stmt, err := s.stmt(query)
	if err != nil {
		return err
	}
	_, err = stmt.Exec(args...)
	return err
}

// insert says whether there is a new row.
func (s *session) insert(query string, args ...any) (bool, error) {
	stmt, err := s.stmt(query)
	if err != nil {
		return false, err
	}
	result, err := stmt.Exec(args...)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// get scans the only row; false when there is none.
func (s *session) get(query string, args []any, dest ...any) (bool, error) {
	stmt, err := s.stmt(query)
	if err != nil {
		return false, err
	}
	err = stmt.QueryRow(args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each scans all rows into dest and calls do after each; do runs no statement.
func (s *session) each(query string, args, dest []any, do func()) error {
	stmt, err := s.stmt(query)
	if err != nil {
		return err
	}
	rows, err := stmt.Query(args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		do()
	}
	return rows.Err()
}

// atomically does all or nothing, and counts it as a revision where a row changes.
func (s *session) atomically(do func() error) error {
	return s.transaction(func() error { return s.revise(do) })
}

// transaction does all or nothing; the writer's turn is taken at once.
func (s *session) transaction(do func() error) error {
	if err := s.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := do()
	if err == nil {
		err = s.exec("COMMIT")
	}
	if err != nil {
		_ = s.exec("ROLLBACK") // fails where SQLite has rolled back already
	}
	return err
}

func randomID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

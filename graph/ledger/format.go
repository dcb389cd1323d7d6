package ledger

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// headerSize is that of a SQLite file. Its fields are big-endian:
//
//	 0  "SQLite format 3\x00"
//	60  user version: the ledger's version
//	68  application id
const headerSize = 100

// inspect says whether path holds a ledger of a version up to the given one;
// false for no file or an empty one. It only reads, so that a file which is no
// ledger stays as it is; SQLite would make a journal beside it.
func inspect(path string, version int) (found bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case info.IsDir():
		return false, fmt.Errorf("%w: it is a directory; name a file", ErrNotLedger)
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("%w: it is no regular file; name another", ErrNotLedger)
	case info.Size() == 0:
		return false, nil
	}
	if journal, err := os.Stat(path + "-journal"); err == nil && journal.Size() > 0 {
		return true, nil // making it was cut off: SQLite rolls that back
	}
	header, err := readHeader(path)
	if err != nil {
		return false, err
	}
	return true, checkHeader(header, version)
}

func readHeader(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, headerSize))
}

func checkHeader(header []byte, version int) error {
	if len(header) < headerSize || !bytes.HasPrefix(header, []byte("SQLite format 3\x00")) {
		return fmt.Errorf("%w: it is no SQLite file; name another file", ErrNotLedger)
	}
	field := func(offset int) int { return int(binary.BigEndian.Uint32(header[offset:])) }
	return check(field(68), field(60), version)
}

// check refuses the files of other programs and of newer versions.
func check(application, found, version int) error {
	switch {
	case application != applicationID:
		return fmt.Errorf("%w: it is a SQLite file of another program; name another file", ErrNotLedger)
	case found > version:
		return fmt.Errorf("%w: it has version %d, this attache reads up to %d; update attache, or name another file", ErrNewer, found, version)
	}
	return nil
}

// migrate does the steps that the file has not seen, all or none.
func (s *session) migrate(steps []string) error {
	if version, err := s.version(len(steps)); err != nil || version == len(steps) {
		return err
	}
	return s.atomically(func() error {
		from, err := s.version(len(steps)) // again: another process may have been here
		if err != nil || from == len(steps) {
			return err
		}
		for _, step := range steps[from:] {
			if err := s.exec(step); err != nil {
				return fmt.Errorf("bring it from version %d to %d: %w", from, len(steps), err)
			}
		}
		if from == 0 {
			if err := s.exec("INSERT INTO meta VALUES ('ledger', ?)", randomID()); err != nil {
				return err
			}
		}
		return s.exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(steps)))
	})
}

// version returns the file's version, 0 for an empty file.
func (s *session) version(known int) (version int, err error) {
	var application, tables int
	if _, err = s.get("SELECT count(*) FROM sqlite_schema", nil, &tables); err != nil || tables == 0 {
		return 0, err
	}
	if _, err = s.get("PRAGMA application_id", nil, &application); err != nil {
		return 0, err
	}
	if _, err = s.get("PRAGMA user_version", nil, &version); err != nil {
		return 0, err
	}
	return version, check(application, version, known)
}

package ledger

import (
	"database/sql"
	"encoding/hex"
	"errors"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// keepText stores the bytes of a document.
func (b *batch) keepText(d *document, e *Entry) error {
	if !b.texts || e.Text == "" {
		return nil
	}
	return b.session.exec("INSERT OR REPLACE INTO texts VALUES (?, ?)", d.key, encoder().EncodeAll([]byte(e.Text), nil))
}

// keepWords stores which words a document has.
func (b *batch) keepWords(d *document, e *Entry) error {
	return b.session.exec("INSERT OR REPLACE INTO words VALUES (?, ?)", d.key, append([]byte{}, e.Words...))
}

// Text returns the bytes of a document; false when they were not kept.
func (l *Ledger) Text(sha string) (text string, kept bool, err error) {
	key, err := hex.DecodeString(sha)
	if err != nil {
		return "", false, err
	}
	var packed []byte
	err = l.db.QueryRow("SELECT t.bytes FROM documents d JOIN texts t ON t.document = d.key WHERE d.sha = ?", key).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, l.failed("read", err)
	}
	plain, err := decoder().DecodeAll(packed, nil)
	if err != nil {
		return "", false, ErrDamaged
	}
	return string(plain), true, nil
}

// encoder and decoder serve whole texts, from several goroutines. Only options that are
// wrong make them fail.
var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		return sure(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(1<<18)))
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		return sure(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderLowmem(true)))
	})
)

func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

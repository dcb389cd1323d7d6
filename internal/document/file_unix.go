//go:build unix

package document

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
)

// file is an open file without what os.File does for pipes and sockets, which
// costs a small file six calls of the system.
type file struct {
	descriptor int
	path       string
}

func open(path string) (file, error) {
	f := file{path: path}
	err := f.try("open", func() (err error) {
		f.descriptor, err = syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
		return err
	})
	return f, err
}

// size returns the size, and whether the file is a regular one.
func (f file) size() (size int64, regular bool, err error) {
	var s syscall.Stat_t
	err = f.try("stat", func() error { return syscall.Fstat(f.descriptor, &s) })
	return s.Size, s.Mode&syscall.S_IFMT == syscall.S_IFREG, err
}

// Read reads as an io.Reader does.
func (f file) Read(b []byte) (n int, err error) {
	if len(b) == 0 {
		return 0, nil
	}
	err = f.try("read", func() (err error) {
		n, err = syscall.Read(f.descriptor, b[:min(len(b), 1<<30)]) // more at a time fails on some systems
		return err
	})
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Close closes the file.
func (f file) Close() { _ = syscall.Close(f.descriptor) }

// try calls the system until no signal interrupts it.
func (f file) try(what string, call func() error) error {
	for {
		err := call()
		if err == nil {
			return nil
		}
		if !errors.Is(err, syscall.EINTR) {
			return &fs.PathError{Op: what, Path: f.path, Err: err}
		}
	}
}

//go:build !unix

package document

import "os"

type file struct{ *os.File }

func open(path string) (file, error) {
	f, err := os.Open(path)
	return file{f}, err
}

// size returns the size, and whether the file is a regular one.
func (f file) size() (size int64, regular bool, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, false, err
	}
	return info.Size(), info.Mode().IsRegular(), nil
}

package ledger

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// TestFaultFullDisk fills a real file system.
func TestFaultFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1500k"); err != nil {
		t.Skipf("no file system to fill: %v", err)
	}
	defer syscall.Unmount(dir, 0)
	l, err := Open(filepath.Join(dir, "attache.db"))
	must(t, err)
	mustLoad(t, l, "p", corpus(20, 13), 10)
	want := dump(t, l, true)
	if _, err := load(l, "p", corpus(3000, 14), 3000); !errors.Is(err, ErrFull) {
		t.Errorf("full: %v", err)
	}
	differ(t, dump(t, l, true), want)
	must(t, l.Close())
	l, err = Open(l.path)
	must(t, err)
	defer l.Close()
	differ(t, dump(t, l, true), want)
	mustLoad(t, l, "p", corpus(20, 13), 10)
}

// TestUnreadable: a file that may not be read is refused by the system's error.
func TestUnreadable(t *testing.T) {
	l := create(t)
	must(t, l.Close())
	must(t, os.Chmod(l.path, 0))
	for dir := filepath.Dir(l.path); dir != filepath.Clean(os.TempDir()); dir = filepath.Dir(dir) {
		must(t, os.Chmod(dir, 0o755)) // so that it is the file that may not be read
	}
	asNobody(t, func() {
		if _, err := Open(l.path); !errors.Is(err, os.ErrPermission) {
			t.Error(err)
		}
	})
}

// TestReadOnlyFolder: what SQLite cannot do is said in words that help.
func TestReadOnlyFolder(t *testing.T) {
	l := create(t)
	must(t, l.Close())
	must(t, os.Chmod(l.path, 0o644))
	for dir := filepath.Dir(l.path); dir != filepath.Clean(os.TempDir()); dir = filepath.Dir(dir) {
		must(t, os.Chmod(dir, 0o755))
	}
	if os.Getuid() != 0 {
		must(t, os.Chmod(filepath.Dir(l.path), 0o555))
		defer os.Chmod(filepath.Dir(l.path), 0o755)
	}
	asNobody(t, func() {
		if l, err := OpenExisting(l.path); err == nil {
			l.Close()
			t.Error("opened")
		} else if !strings.Contains(err.Error(), "must be writable") {
			t.Error(err)
		}
		if _, err := Open(filepath.Join(filepath.Dir(l.path), "new.db")); !errors.Is(err, os.ErrPermission) {
			t.Error(err)
		}
	})
}

// asNobody does something without root's rights over files.
func asNobody(t *testing.T, do func()) {
	if os.Getuid() != 0 {
		do()
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if _, _, errno := syscall.RawSyscall(syscall.SYS_SETFSUID, 65534, 0, 0); errno != 0 {
		t.Skip(errno)
	}
	defer syscall.RawSyscall(syscall.SYS_SETFSUID, 0, 0, 0)
	do()
}

package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"syscall"
	"unsafe"

	"github.com/rogpeppe/go-internal/testscript"
)

func canMount(dir string) bool {
	return syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k") == nil && syscall.Unmount(dir, 0) == nil
}

// disk mounts a file system of a size that a load outgrows: disk DIR SIZE
func disk(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o777))
	ts.Check(syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+args[1]))
	ts.Defer(func() { ts.Check(syscall.Unmount(dir, 0)) })
}

// tty runs the program on a terminal and keeps what is seen there: tty FILE ARGS…
func tty(ts *testscript.TestScript, _ bool, args []string) {
	terminal, screen, err := openTerminal()
	ts.Check(err)
	defer terminal.Close()
	c := program(ts, args[1:]...)
	c.Stdout, c.Stderr = screen, screen
	c.Env = []string{"TERM=xterm", "NO_COLOR=" + ts.Getenv("NO_COLOR")}
	ts.Check(c.Start())
	screen.Close()
	seen, _ := io.ReadAll(terminal) // ends with an error, as terminals do
	ts.Check(c.Wait())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), seen, 0o666))
}

// openTerminal returns the two ends of a pseudo-terminal of 24 lines by 100.
func openTerminal() (master, slave *os.File, err error) {
	if master, err = os.OpenFile("/dev/ptmx", os.O_RDWR, 0); err != nil {
		return nil, nil, err
	}
	var number, unlock uint32
	size := [4]uint16{24, 100}
	for _, call := range []struct {
		request uintptr
		arg     unsafe.Pointer
	}{{syscall.TIOCGPTN, unsafe.Pointer(&number)}, {syscall.TIOCSPTLCK, unsafe.Pointer(&unlock)}, {syscall.TIOCSWINSZ, unsafe.Pointer(&size)}} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, master.Fd(), call.request, uintptr(call.arg)); errno != 0 {
			return nil, nil, fmt.Errorf("/dev/ptmx: %w", errno)
		}
	}
	slave, err = os.OpenFile("/dev/pts/"+strconv.Itoa(int(number)), os.O_RDWR|syscall.O_NOCTTY, 0)
	return master, slave, err
}

package server

import (
	"os"
	"os/exec"
)

// Lock does nothing on Windows.
func Lock(string) (unlock func(), err error) { return func() {}, nil }

// terminate ends a process; Windows has no softer way.
func terminate(p *os.Process) error { return p.Kill() }

func detach(*exec.Cmd) {}

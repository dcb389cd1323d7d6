package server

import "syscall"

// dieWithParent stops the server when a test binary is killed.
func dieWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGTERM }

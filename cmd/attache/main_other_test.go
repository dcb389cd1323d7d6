//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

func canMount(string) bool { return false }

// The scripts that need a file system or a terminal of their own are for Linux.

func disk(ts *testscript.TestScript, _ bool, _ []string) { ts.Fatalf("disk is for Linux") }

func tty(ts *testscript.TestScript, _ bool, _ []string) { ts.Fatalf("tty is for Linux") }

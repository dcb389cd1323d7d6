package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand(s *screen) *cobra.Command {
	return command("version", "Print the version of the program and of the rules built in", "", "", 0, 0, func(context.Context, []string) error {
		pack, err := loadPack("")
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "attache %s %s/%s %s\n", version(), runtime.GOOS, runtime.GOARCH, runtime.Version())
		fmt.Fprintf(s.out, "rules %s, %s and %s\n", pack.Fingerprint, count(len(pack.Rules), "rule"), count(len(pack.Gazetteer.Entities), "entity"))
		return nil
	})
}

// version returns the module's version, and the commit where it has none.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	text := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && text == "(devel)" {
			text += " " + s.Value
		}
	}
	return text
}

package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"deskbell/db"
)

type versionCommand struct{}

func (versionCommand) Run(w world) error {
	commit := setting("vcs.revision")
	if len(commit) > 12 {
		commit = commit[:12]
	}
	if commit == "" {
		commit = "unknown"
	} else if setting("vcs.modified") == "true" {
		commit += " (changed)"
	}
	fmt.Fprintf(w.stdout, "deskbell %s\ncommit   %s\ngo       %s\nsqlite   %s\n",
		version(), commit, runtime.Version(), db.SQLiteVersion())
	return nil
}

// version is the module's version as Go recorded it, "devel" for a build of a working copy.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

func setting(key string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}

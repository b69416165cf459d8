package main

import (
	"fmt"
	"runtime"

	"readout"
	"readout/actor"
	"readout/article"
	"readout/statement"
)

// version is the program's; releases set it with -ldflags "-X main.version=...".
var version = "0.1-dev"

func versionText() string {
	return fmt.Sprintf("readout %s, record %s, %s, %s, %s, %s", version, readout.Schema,
		article.Version, actor.Version, statement.Version, runtime.Version())
}

package main

import (
	"fmt"
	"runtime"

	"readout"
	"readout/internal/pipeline"
)

// version is the program's; releases set it with -ldflags "-X main.version=...".
var version = "0.1-dev"

func versionText() string {
	stages := pipeline.Stages()
	return fmt.Sprintf("readout %s, record %s, %s, %s, %s, %s", version, readout.Schema,
		stages["article"], stages["actor"], stages["statement"], runtime.Version())
}

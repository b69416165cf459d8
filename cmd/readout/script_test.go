package main

import (
	"context"
	"encoding/json"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"readout/internal/queue/natstest"
	"readout/internal/store/pgtest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"readout": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			os.Exit(run(ctx, os.Args[1:], environment()))
		},
		"natsnode": natsNode, // a server of JetStream that can be killed
	})
}

func natsNode() {
	var n natstest.Node
	if err := json.Unmarshal([]byte(os.Args[1]), &n); err != nil {
		panic(err)
	}
	s, err := n.Run()
	if err != nil {
		panic(err)
	}
	s.WaitForShutdown()
}

// TestScript runs the binary's behaviour as scripts: testdata/script at the root.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "../../testdata/script"})
}

// TestScript_postgres runs those with a record in PostgreSQL: testdata/postgres. $RECORD is
// the address of an empty database, $OTHER of another one.
func TestScript_postgres(t *testing.T) {
	record, other := pgtest.Database(t), pgtest.Database(t)
	testscript.Run(t, testscript.Params{Dir: "../../testdata/postgres", Setup: func(e *testscript.Env) error {
		e.Setenv("RECORD", record)
		e.Setenv("OTHER", other)
		return nil
	}})
}

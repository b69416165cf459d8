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

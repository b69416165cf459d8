package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"readout/internal/access"
	"readout/internal/api"
	"readout/internal/mcp"
	"readout/internal/store"
	"readout/internal/web"
	"readout/sample"
)

type serveCommand struct {
	Listen string      `default:"127.0.0.1:8470" placeholder:"HOST:PORT" help:"Where to listen (default: ${default}). Port 0 takes a free one."`
	URL    string      `name:"url" placeholder:"URL" env:"READOUT_URL" help:"The address by which others reach the desk, for links in alerts (default: where it listens)."`
	Alert  alertFlags  `embed:""`
	Record recordFlags `embed:""`
}

func (serveCommand) Help() string {
	return `The record in a browser: what is new, search, each article, event, actor and issue, and accounts side by side; a JSON API at /api/v1/ (openapi.json describes it) and tools for assistants at /mcp. Nothing leaves the machine but the alerts that somebody makes (docs/desk.md).

On loopback it is open to whoever uses this machine. To be reached from others it needs users (readout users add), and a proxy before it that speaks TLS.

Examples:
  readout serve
  readout serve --db may.db --listen 127.0.0.1:9000
  readout serve --listen :8470                      from other machines too`
}

func (c *serveCommand) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	asked, err := e.desk(ctx, record)
	if err != nil {
		return err
	}
	if _, err := asked.Reader(); err != nil { // a mistake in a file of the user's is told now, not with the first page
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen at %s: %w\n  Another program may be there: choose another port with --listen", c.Listen, err)
	}
	defer listener.Close()
	gate := access.NewGate(record, loopback(listener.Addr()), time.Now)
	switch err := gate.Check(ctx); {
	case errors.Is(err, access.ErrNoUsers):
		return usageError{fmt.Errorf("%s can be reached from other machines: %w; make one with readout users add NAME --role operator", c.Listen, err)}
	case err != nil:
		return advise(err)
	}
	base := "http://" + listener.Addr().String()
	log := slog.New(slog.NewTextHandler(e.Stderr, nil))
	alerts, err := c.Alert.alerts(asked, cmp.Or(strings.TrimRight(c.URL, "/"), base), log)
	if err != nil {
		return err
	}
	handler, err := web.New(web.Options{Desk: asked, Gate: gate, API: api.New(asked, version), MCP: mcp.New(asked, version, base).Handler(),
		Sample: sample.Files, Version: version, Now: time.Now, Log: log, Alerts: alerts})
	if err != nil {
		return err
	}
	warm := make(chan struct{})
	go func() { // the first search need not wait for it
		defer close(warm)
		_, _ = asked.Columns(ctx) // the search that needs them tells what is wrong
	}()
	defer func() { <-warm }()
	fmt.Fprintf(e.Stderr, "readout: %s/ (end with Ctrl-C)\n", base)
	telling, stop := context.WithCancel(ctx)
	told := make(chan struct{})
	go func() {
		defer close(told)
		alerts.Run(telling)
	}()
	defer func() { // also where the server ends by itself
		stop()
		<-told
	}()
	return serve(ctx, listener, handler)
}

// loopback reports whether only this machine reaches an address.
func loopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// serve answers requests until ctx ends, and then lets those at work finish.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	end, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer stop()
	if err := cmp.Or(server.Shutdown(end), <-done); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

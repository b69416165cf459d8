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
	"readout/internal/metric"
	"readout/internal/queue"
	"readout/internal/store"
	"readout/internal/web"
	"readout/sample"
)

type serveCommand struct {
	Listen  string      `default:"127.0.0.1:8470" placeholder:"HOST:PORT" help:"Where to listen (default: ${default}). Port 0 takes a free one."`
	URL     string      `name:"url" placeholder:"URL" env:"READOUT_URL" help:"The address by which others reach the desk, for links in alerts (default: where it listens)."`
	Metrics string      `name:"metrics" placeholder:"HOST:PORT" env:"READOUT_METRICS" help:"Answer /metrics, /healthz and /readyz at this address, too, and there to everybody."`
	Alert   alertFlags  `embed:""`
	Queue   queueFlags  `embed:""`
	Record  recordFlags `embed:""`
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
	reader, err := asked.Reader() // a mistake in a file of the user's is told now, not with the first page
	if err != nil {
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
	log := e.Log
	jobs, err := c.Queue.open(ctx, record, queue.Policy{})
	if err != nil {
		return advise(err)
	}
	defer jobs.Close()
	measured := metric.New(metric.Options{Store: record, Queue: jobs.Stats, Stages: reader.Stages(), Version: version, Now: time.Now, Log: log})
	alerts, err := c.Alert.alerts(asked, cmp.Or(strings.TrimRight(c.URL, "/"), base), log)
	if err != nil {
		return err
	}
	handler, err := web.New(web.Options{Desk: asked, Gate: gate, API: api.New(asked, version), MCP: mcp.New(asked, version, base).Handler(),
		Sample: sample.Files, Version: version, Now: time.Now, Log: log, Alerts: alerts, Queue: jobs,
		Metrics: measured.Handler(), Observe: func(route string, status int, took time.Duration) {
			measured.Observe(route, status, took)
			log.Debug("request", "route", route, "status", status, "took", took)
		}})
	if err != nil {
		return err
	}
	probes, err := c.probes(ctx, handler.Probes(), log)
	if err != nil {
		return err
	}
	defer probes()
	warm := make(chan struct{})
	go func() { // the first search need not wait for it
		defer close(warm)
		_, _ = asked.Columns(ctx) // the search that needs them tells what is wrong
	}()
	defer func() { <-warm }()
	if e.LogAs == "json" {
		log.Info("serving", "address", base)
	} else {
		fmt.Fprintf(e.Stderr, "readout: %s/ (end with Ctrl-C)\n", base)
	}
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
	return serve(ctx, listener, handler, log)
}

// probes begins to answer at the address for operators, if there is one, and returns what
// ends it.
func (c *serveCommand) probes(ctx context.Context, handler http.Handler, log *slog.Logger) (end func(), err error) {
	if c.Metrics == "" {
		return func() {}, nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Metrics)
	if err != nil {
		return nil, fmt.Errorf("listen at %s: %w\n  Another program may be there: choose another port with --metrics", c.Metrics, err)
	}
	log.Info("metrics", "address", listener.Addr().String())
	ctx, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := serve(ctx, listener, handler, log); err != nil {
			log.Error("metrics", "err", err)
		}
	}()
	return func() {
		stop()
		<-done
	}, nil
}

// loopback reports whether only this machine reaches an address.
func loopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// serve answers requests until ctx ends, and then lets those at work finish.
func serve(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
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

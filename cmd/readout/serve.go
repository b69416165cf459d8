package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"readout/internal/store"
	"readout/internal/web"
	"readout/sample"
)

type serveCommand struct {
	Listen string      `default:"127.0.0.1:8470" placeholder:"HOST:PORT" help:"Where to listen (default: ${default}). Port 0 takes a free one."`
	Record recordFlags `embed:""`
}

func (serveCommand) Help() string {
	return `The record in a browser: what is new, search, each article, event, actor and issue, and accounts side by side. Nothing leaves the machine.

Examples:
  readout serve
  readout serve --db may.db --listen 127.0.0.1:9000`
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
	handler, err := web.New(web.Options{Desk: asked, Sample: sample.Files, Version: version, Now: time.Now,
		Log: slog.New(slog.NewTextHandler(e.Stderr, nil))})
	if err != nil {
		return err
	}
	return serve(ctx, e, c.Listen, handler)
}

// serve answers requests until ctx ends, and then lets those at work finish.
func serve(ctx context.Context, e *env, address string, handler http.Handler) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listen at %s: %w\n  Another program may be there: choose another port with --listen.", address, err)
	}
	fmt.Fprintf(e.Stderr, "readout: http://%s/ (end with Ctrl-C)\n", listener.Addr())
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

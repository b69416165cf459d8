// Package fetchtest is a web without a network, for tests: one handler answers for all
// hosts, over connections in memory, so that tests can run in a bubble of synctest, where
// waiting takes no time.
package fetchtest

import (
	"context"
	"net"
	"net/http"
	"sync"
	"testing"
)

// A Web answers for all hosts.
type Web struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

// New serves a handler until the test ends or Close is called. In a bubble it must be closed
// in it.
func New(t testing.TB, h http.Handler) *Web {
	t.Helper()
	w := &Web{conns: make(chan net.Conn), closed: make(chan struct{})}
	server := &http.Server{Handler: h}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(w)
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return w
}

// Dial connects to whatever host: for fetch.Options.
func (w *Web) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case w.conns <- theirs:
		return ours, nil
	case <-w.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept is the server's side.
func (w *Web) Accept() (net.Conn, error) {
	select {
	case c := <-w.conns:
		return c, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

// Close ends serving.
func (w *Web) Close() error {
	w.once.Do(func() { close(w.closed) })
	return nil
}

// Addr names it.
func (w *Web) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 80} }

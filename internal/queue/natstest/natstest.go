// Package natstest runs servers of NATS JetStream in a test's own process.
package natstest

import (
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// A Cluster is one server, or several that are one.
type Cluster struct {
	nodes []*server.Server
	opts  []*server.Options
}

// Start starts a cluster of n servers, 1 or 3, on this machine, that keep what they hold in
// a directory of the test's. They are stopped at its end.
func Start(t testing.TB, n int) *Cluster {
	t.Helper()
	c := &Cluster{}
	dir := t.TempDir()
	var routes []*url.URL
	var routePorts []int
	for range n {
		p := freePort(t)
		routePorts = append(routePorts, p)
		routes = append(routes, &url.URL{Scheme: "nats-route", Host: fmt.Sprintf("127.0.0.1:%d", p)})
	}
	for i := range n {
		opt := &server.Options{ServerName: fmt.Sprintf("n%d", i), Host: "127.0.0.1", Port: freePort(t), JetStream: true, NoSigs: true, NoLog: true,
			StoreDir: filepath.Join(dir, fmt.Sprint(i)), SyncAlways: n == 1, MaxPayload: 4 << 20}
		if n > 1 {
			opt.Cluster = server.ClusterOpts{Name: "readout", Host: "127.0.0.1", Port: routePorts[i]}
			opt.Routes = routes
		}
		c.opts = append(c.opts, opt)
		c.nodes = append(c.nodes, nil)
		c.Restart(t, i)
	}
	t.Cleanup(func() {
		for i := range c.nodes {
			c.Stop(i)
		}
	})
	for i, s := range c.nodes {
		ready(t, i, s)
	}
	c.elect(t)
	return c
}

// elect waits until the servers of a cluster have chosen a leader.
func (c *Cluster) elect(t testing.TB) {
	t.Helper()
	if len(c.nodes) == 1 {
		return
	}
	for begin := time.Now(); time.Since(begin) < 20*time.Second; time.Sleep(10 * time.Millisecond) {
		for _, s := range c.nodes {
			if s.JetStreamIsLeader() {
				return
			}
		}
	}
	t.Fatal("the servers choose no leader")
}

// Restart starts a server of the cluster that is not running.
func (c *Cluster) Restart(t testing.TB, i int) {
	t.Helper()
	s, err := server.NewServer(c.opts[i])
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	c.nodes[i] = s
}

func ready(t testing.TB, i int, s *server.Server) {
	t.Helper()
	if !s.ReadyForConnections(20 * time.Second) {
		t.Fatalf("server %d does not start", i)
	}
}

// Stop ends a server, cutting off those who are connected to it.
func (c *Cluster) Stop(i int) {
	if c.nodes[i] != nil {
		c.nodes[i].Shutdown()
		c.nodes[i].WaitForShutdown()
		c.nodes[i] = nil
	}
}

// URL is the address of all servers.
func (c *Cluster) URL() string {
	var out []string
	for i := range c.opts {
		out = append(out, "nats://"+c.Addr(i))
	}
	return strings.Join(out, ",")
}

// Addr is the address of one server, host and port.
func (c *Cluster) Addr(i int) string { return fmt.Sprintf("127.0.0.1:%d", c.opts[i].Port) }

// freePort returns a port that nothing listens on now.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

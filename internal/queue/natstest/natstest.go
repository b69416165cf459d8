// Package natstest runs servers of NATS JetStream for tests: in the test's own process, or
// as processes that can be killed.
package natstest

import (
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// A Node says how one server of a cluster is run. It fits into JSON.
type Node struct {
	Name      string
	Port      int
	Dir       string   // what it holds
	RoutePort int      // for the others of the cluster; 0 where there are none
	Routes    []string // host and port of all servers' routes
	Advertise string   // the address that clients are told, "" for its own
}

// Nodes returns n servers of one cluster on this machine, 1 or 3, that keep what they hold in
// a directory.
func Nodes(t testing.TB, n int, dir string) []Node {
	t.Helper()
	nodes := make([]Node, n)
	var routes []string
	for i := range nodes {
		nodes[i] = Node{Name: fmt.Sprintf("n%d", i), Port: freePort(t), Dir: filepath.Join(dir, fmt.Sprint(i))}
		if n > 1 {
			nodes[i].RoutePort = freePort(t)
			routes = append(routes, fmt.Sprintf("127.0.0.1:%d", nodes[i].RoutePort))
		}
	}
	for i := range nodes {
		nodes[i].Routes = routes
	}
	return nodes
}

// Addr is where a node listens, host and port.
func (n *Node) Addr() string { return fmt.Sprintf("127.0.0.1:%d", n.Port) }

// Run starts the server in this process. A single one writes all that it acknowledges to the
// disk at once.
func (n *Node) Run() (*server.Server, error) {
	opt := &server.Options{ServerName: n.Name, Host: "127.0.0.1", Port: n.Port, JetStream: true, NoSigs: true, NoLog: true,
		StoreDir: n.Dir, SyncAlways: n.RoutePort == 0, MaxPayload: 4 << 20, ClientAdvertise: n.Advertise}
	if n.RoutePort != 0 {
		opt.Cluster = server.ClusterOpts{Name: "readout", Host: "127.0.0.1", Port: n.RoutePort}
		for _, r := range n.Routes {
			opt.Routes = append(opt.Routes, &url.URL{Scheme: "nats-route", Host: r})
		}
	}
	s, err := server.NewServer(opt)
	if err != nil {
		return nil, err
	}
	s.Start()
	return s, nil
}

// Start starts a cluster of n servers, 1 or 3, in this process, and returns the address of
// all. They are stopped when the test ends.
func Start(t testing.TB, n int) string {
	t.Helper()
	nodes := Nodes(t, n, t.TempDir())
	servers := make([]*server.Server, n)
	for i := range nodes {
		var err error
		if servers[i], err = nodes[i].Run(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			servers[i].Shutdown()
			servers[i].WaitForShutdown()
		})
	}
	for i, s := range servers {
		if !s.ReadyForConnections(20 * time.Second) {
			t.Fatalf("server %d does not start", i)
		}
	}
	begin := time.Now()
	for n > 1 && !slices.ContainsFunc(servers, (*server.Server).JetStreamIsLeader) {
		if time.Since(begin) > 30*time.Second {
			t.Fatal("the servers choose no leader")
		}
		time.Sleep(10 * time.Millisecond)
	}
	return URL(nodes)
}

// URL is the address of all nodes.
func URL(nodes []Node) string {
	var out []string
	for i := range nodes {
		out = append(out, "nats://"+nodes[i].Addr())
	}
	return strings.Join(out, ",")
}

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

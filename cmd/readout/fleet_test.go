package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"readout/internal/queue"
	"readout/internal/queue/natstest"
	"readout/internal/store"
	"readout/internal/store/pgtest"
)

// A fleet is workers that share a record and a queue, and what they work on.
type fleet struct {
	t      testing.TB
	dir    string
	actors string
	pages  string // a file of one page a line
	db     string
	queue  string
}

func newFleet(t testing.TB, seed uint64, pages int) *fleet {
	t.Helper()
	f := &fleet{t: t, dir: t.TempDir()}
	p, actors := newPress(seed)
	f.actors, f.pages = filepath.Join(f.dir, "actors.toml"), filepath.Join(f.dir, "pages.jsonl")
	if err := os.WriteFile(f.actors, []byte(actors), 0o644); err != nil {
		t.Fatal(err)
	}
	p.write(t, f.pages, pages)
	return f
}

// command is readout as a process: the built program where READOUT_BINARY names one, else
// this test's own, which is the same code.
func (f *fleet) command(args ...string) *exec.Cmd {
	name := os.Getenv("READOUT_BINARY")
	if name == "" {
		name = "readout"
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = f.dir
	cmd.Env = append(os.Environ(), "READOUT_DB="+f.db, "READOUT_QUEUE=", "GOMAXPROCS=1")
	return cmd
}

// single makes the record of the pages in one process, on SQLite.
func (f *fleet) single() string {
	f.t.Helper()
	db := filepath.Join(f.dir, "single.db")
	cmd := f.command("ingest", "--db", db, "--actors", f.actors, f.pages)
	cmd.Env = append(cmd.Env, "GOMAXPROCS=") // all processors: nothing else runs
	out, err := cmd.CombinedOutput()
	if err != nil {
		f.t.Fatalf("ingest: %v\n%s", err, out)
	}
	return db
}

// mostPuts is how often putting is broken off at most: each time it goes on a thousand pages
// further at least.
const mostPuts = 200

// put puts the pages on the queue, again and again until that works.
func (f *fleet) put() {
	f.t.Helper()
	for try := 0; ; try++ {
		out, err := f.command("ingest", "--actors", f.actors, "--queue", f.queue, f.pages).CombinedOutput()
		if err == nil {
			return
		}
		if f.t.Logf("ingest: %v\n%s", err, out); try == mostPuts {
			f.t.Fatal("it does not end")
		}
		time.Sleep(time.Second)
	}
}

// A worker is readout work as a process.
type worker struct {
	*exec.Cmd
	said bytes.Buffer
	done chan struct{}
	err  error
}

func (f *fleet) work(args ...string) *worker {
	f.t.Helper()
	return f.start(f.command(append([]string{"work", "--queue", f.queue, "--lease", "5s", "--lanes", "1", "--link-each", "16"}, args...)...))
}

func (f *fleet) start(cmd *exec.Cmd) *worker {
	f.t.Helper()
	w := &worker{Cmd: cmd, done: make(chan struct{})}
	if w.Stderr == nil {
		w.Stderr = &w.said
	}
	if err := w.Start(); err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() {
		if w.kill(); f.t.Failed() {
			f.t.Logf("%v:\n%s", w.Args, &w.said)
		}
	})
	go func() {
		w.err = w.Wait()
		close(w.done)
	}()
	return w
}

// kill ends a worker in no time.
func (w *worker) kill() {
	_ = w.Process.Signal(syscall.SIGKILL)
	<-w.done
}

// open opens the queue as a test looks at it.
func (f *fleet) open(s *store.Store) queue.Queue {
	f.t.Helper()
	q, err := queueFlags{Queue: f.queue}.open(f.t.Context(), s, queue.Policy{})
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { q.Close() })
	return q
}

// compare fails the test where two records differ.
func compare(t testing.TB, a, b string) {
	t.Helper()
	var sums [2]map[string]map[string]store.Sum
	for i, name := range []string{a, b} {
		s, err := store.Open(t.Context(), name, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if sums[i], err = s.Compared(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	rows := 0
	for _, table := range sums[0] {
		for _, sum := range table {
			rows += sum.Rows
		}
	}
	t.Logf("%d pages, %d rows compared", len(sums[0]["pages"]), rows)
	if diff := store.Differences(sums[0], sums[1], 3); len(diff) > 0 {
		t.Errorf("the records differ:\n%s", strings.Join(diff, "\n"))
	}
}

// A proxy stands between those who connect and a server, and cuts their connections.
type proxy struct {
	listener net.Listener
	to       string
	mu       sync.Mutex
	open     map[net.Conn]bool
	until    time.Time // no connection comes through
}

func newProxy(t testing.TB, to string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	p := &proxy{listener: l, to: to, open: make(map[net.Conn]bool)}
	go p.serve()
	return p
}

func (p *proxy) addr() string { return p.listener.Addr().String() }

func (p *proxy) serve() {
	for {
		in, err := p.listener.Accept()
		if err != nil {
			return
		}
		go p.pass(in)
	}
}

func (p *proxy) pass(in net.Conn) {
	defer in.Close()
	p.mu.Lock()
	closed := time.Now().Before(p.until)
	p.mu.Unlock()
	if closed {
		return
	}
	out, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer out.Close()
	p.mu.Lock()
	p.open[in], p.open[out] = true, true
	p.mu.Unlock()
	var wait sync.WaitGroup
	for _, way := range [][2]net.Conn{{in, out}, {out, in}} {
		wait.Go(func() {
			_, _ = io.Copy(way[0], way[1])
			in.Close()
			out.Close()
		})
	}
	wait.Wait()
	p.mu.Lock()
	delete(p.open, in)
	delete(p.open, out)
	p.mu.Unlock()
}

// cut closes all connections and lets none through for a while.
func (p *proxy) cut(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.until = time.Now().Add(d)
	for c := range p.open {
		c.Close()
	}
}

// Three workers on PostgreSQL and JetStream, one of which is killed, while the network is
// cut, make the record that a single process makes on SQLite, row for row.
func TestFleet(t *testing.T) {
	if testing.Short() {
		t.Skip("runs several processes")
	}
	f := newFleet(t, 1, 240)
	f.db = pgtest.Database(t)
	nodes := natstest.Nodes(t, 1, t.TempDir())
	link := newProxy(t, nodes[0].Addr())
	nodes[0].Advertise = link.addr()
	server, err := nodes[0].Run()
	if err != nil {
		t.Fatal(err)
	}
	defer server.Shutdown()
	f.queue = "nats://" + link.addr()

	single := make(chan string, 1)
	go func() { single <- f.single() }()
	f.put()
	workers := []*worker{f.work("--until-empty"), f.work("--until-empty"), f.work("--until-empty")}
	record, err := store.Open(t.Context(), f.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer record.Close()
	q := f.open(record)
	f.await(q, func(left int) bool { return left < 200 })
	workers[0].kill()
	link.cut(300 * time.Millisecond)
	f.await(q, func(left int) bool { return left < 120 })
	link.cut(300 * time.Millisecond)
	for i, w := range workers[1:] {
		select {
		case <-w.done:
			if w.err != nil {
				t.Errorf("worker %d: %v\n%s", i+1, w.err, &w.said)
			}
		case <-time.After(2 * time.Minute):
			t.Fatalf("worker %d does not end\n%s", i+1, &w.said)
		}
	}
	if stats, err := q.Stats(t.Context()); err != nil || len(stats) > 0 {
		t.Errorf("left on the queue: %+v, %v", stats, err)
	}
	compare(t, <-single, f.db)
}

// await waits until so many pages are left to be read.
func (f *fleet) await(q queue.Queue, enough func(left int) bool) {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), 2*time.Minute)
	defer cancel()
	for ctx.Err() == nil {
		stats, err := q.Stats(ctx)
		left := 0
		for _, s := range stats {
			if s.Kind == queue.Read {
				left = s.Ready + s.Held
			}
		}
		if err == nil && enough(left) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	stats, err := q.Stats(f.t.Context())
	f.t.Fatalf("nothing is done: %+v, %v", stats, err)
}

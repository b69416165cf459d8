package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"readout/internal/queue/natstest"
	"readout/internal/store"
	"readout/internal/store/pgtest"
)

// soakPages is how many pages make soak works on: READOUT_SOAK_PAGES.
func soakPages(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("READOUT_SOAK_PAGES"))
	if err != nil {
		t.Skip("make soak runs it, for as long as READOUT_SOAK_PAGES pages take")
	}
	return n
}

// A node is a server of JetStream as a process.
type node struct {
	natstest.Node
	cmd *exec.Cmd
}

func (n *node) start(t testing.TB) {
	t.Helper()
	arg, err := json.Marshal(n.Node)
	if err != nil {
		t.Fatal(err)
	}
	n.cmd = exec.Command("natsnode", string(arg))
	n.cmd.Stderr = os.Stderr
	if err := n.cmd.Start(); err != nil {
		t.Fatal(err)
	}
}

func (n *node) kill() {
	_ = n.cmd.Process.Signal(syscall.SIGKILL)
	_ = n.cmd.Wait()
}

// A trial is a fleet with all that can be broken of it.
type trial struct {
	*fleet
	rnd     *rand.Rand
	base    *pgtest.Mortal
	nodes   []*node
	links   []*proxy // of the nodes
	dbLink  *proxy
	workers []*worker
	broken  map[string]int
}

func newTrial(t *testing.T, seed uint64, pages int) *trial {
	t.Helper()
	x := &trial{fleet: newFleet(t, seed, pages), rnd: rand.New(rand.NewPCG(seed, 1)), base: pgtest.StartMortal(t), broken: make(map[string]int)}
	x.dbLink = newProxy(t, x.base.Addr())
	x.db = "postgres://postgres@" + x.dbLink.addr() + "/postgres?sslmode=disable"
	nodes := natstest.Nodes(t, 3, t.TempDir())
	for i := range nodes {
		p := newProxy(t, nodes[i].Addr())
		nodes[i].Advertise = p.addr()
		x.links = append(x.links, p)
		n := &node{Node: nodes[i]}
		n.start(t)
		t.Cleanup(n.kill)
		x.nodes = append(x.nodes, n)
		if x.queue != "" {
			x.queue += ","
		}
		x.queue += "nats://" + p.addr()
	}
	return x
}

// fullDisk is a directory on a disk that is full, or else one that cannot be written to.
func (x *trial) fullDisk(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(x.dir, "full")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Logf("no small disk can be mounted here (%v): the worker's log goes to /dev/full all the same", err)
		return dir
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	f, err := os.Create(filepath.Join(dir, "all"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	return dir
}

// cramped starts a worker whose disk is full: its log, and what it would keep for a while.
func (x *trial) cramped(dir string) *worker {
	cmd := x.command("work", "--queue", x.queue, "--lease", "10s", "--lanes", "1", "--link-each", "16")
	cmd.Env = append(cmd.Env, "TMPDIR="+dir)
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		x.t.Fatal(err)
	}
	defer full.Close()
	cmd.Stderr = full
	return x.start(cmd)
}

// havoc breaks something, and mends it.
func (x *trial) havoc(t *testing.T) {
	what := x.rnd.IntN(100)
	note := func(s string) {
		x.broken[s]++
		t.Logf("%s", s)
	}
	switch {
	case what < 40:
		i := x.rnd.IntN(len(x.workers) - 1) // the last one is cramped
		note("worker killed")
		x.workers[i].kill()
		x.workers[i] = x.work()
	case what < 60:
		i := x.rnd.IntN(len(x.nodes))
		note("node killed")
		x.nodes[i].kill()
		time.Sleep(time.Duration(x.rnd.IntN(4000)) * time.Millisecond)
		x.nodes[i].start(t)
	case what < 75:
		note("database killed")
		x.base.Kill()
		time.Sleep(time.Duration(x.rnd.IntN(3000)) * time.Millisecond)
		x.base.Start(t)
	case what < 90:
		note("network to the queue cut")
		for _, p := range x.links {
			p.cut(time.Duration(x.rnd.IntN(2000)) * time.Millisecond)
		}
	default:
		note("network to the database cut")
		x.dbLink.cut(time.Duration(x.rnd.IntN(2000)) * time.Millisecond)
	}
}

// TestSoak has four workers share a record in PostgreSQL and a queue on three servers of
// JetStream, while workers, servers, the database and the network are broken at random
// moments, and compares the record with a single process's on SQLite.
func TestSoak(t *testing.T) {
	pages := soakPages(t)
	seed := uint64(1)
	if s, err := strconv.ParseUint(os.Getenv("READOUT_SOAK_SEED"), 10, 64); err == nil {
		seed = s
	}
	every := 6 * time.Second // between two breaks, on average
	if d, err := time.ParseDuration(os.Getenv("READOUT_SOAK_EVERY")); err == nil && d > time.Second {
		every = d
	}
	x := newTrial(t, seed, pages)
	begin := time.Now()
	single := x.single()
	t.Logf("%d pages in one process on SQLite: %v", pages, time.Since(begin).Round(time.Millisecond))

	for range 3 {
		x.workers = append(x.workers, x.work())
	}
	x.workers = append(x.workers, x.cramped(x.fullDisk(t)))
	begin = time.Now()
	done := make(chan struct{})
	go func() {
		defer close(done)
		x.put()
		t.Logf("all are kept and on the queue after %v", time.Since(begin).Round(time.Millisecond))
	}()
	for x.running(t, done) {
		time.Sleep(every/6 + time.Duration(x.rnd.Int64N(int64(every/6*10))))
		x.havoc(t)
	}
	t.Logf("%d pages, %v: broken %v", pages, time.Since(begin).Round(time.Millisecond), x.broken)
	for _, w := range x.workers {
		_ = w.Process.Signal(syscall.SIGTERM)
		<-w.done
	}
	record, err := store.Open(t.Context(), x.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer record.Close()
	dead, err := x.open(record).Dead(t.Context(), 10)
	if err != nil || len(dead) > 0 {
		t.Errorf("given up: %+v, %v", dead, err)
	}
	compare(t, single, x.db)
}

// running reports whether there is something left to do. What cannot be asked now is running.
func (x *trial) running(t *testing.T, put chan struct{}) bool {
	select {
	case <-put:
	default:
		return true
	}
	record, err := store.Open(t.Context(), x.db, store.Options{})
	if err != nil {
		return true
	}
	defer record.Close()
	kept, pending, err := record.Left(t.Context())
	t.Logf("%d to be read, %d to be linked, %v", kept, pending, err)
	return err != nil || kept+pending > 0
}

// throughputPages is how many pages TestThroughput takes at most: some minutes' work.
const throughputPages = 3000

// TestThroughput says how fast 1, 2 and 4 workers do the same work, with nothing broken.
func TestThroughput(t *testing.T) {
	pages := min(soakPages(t), throughputPages)
	for _, n := range []int{1, 2, 4} {
		x := newTrial(t, 1, pages)
		x.put()
		begin, used := time.Now(), cpu(t)
		var workers []*worker
		for range n {
			workers = append(workers, x.work("--until-empty", "--link-each", "512"))
		}
		for _, w := range workers {
			if <-w.done; w.err != nil {
				t.Fatalf("%v\n%s", w.err, &w.said)
			}
		}
		took := time.Since(begin)
		t.Logf("%d workers: %d pages in %v, %.1f a second; workers' CPU %v", n, pages, took.Round(time.Millisecond), float64(pages)/took.Seconds(), (cpu(t) - used).Round(time.Millisecond))
	}
}

// cpu is the processor time of the processes that have ended.
func cpu(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

package pgtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Mortal is a PostgreSQL of one test's, that keeps what it says it has kept, to be killed
// and started again.
type Mortal struct {
	dir    string
	server string // the program
	who    *syscall.Credential
	port   int
	cmd    *exec.Cmd
}

// StartMortal makes a server that listens on a port of this machine, and starts it. It is
// stopped when the test ends.
func StartMortal(t testing.TB) *Mortal {
	t.Helper()
	initdb, err := binary("initdb")
	if errors.Is(err, errMissing) && os.Getenv("CI") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	m := &Mortal{dir: dir, server: filepath.Join(filepath.Dir(initdb), "postgres"), port: freePort(t)}
	if m.who, err = unprivileged(dir); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(initdb, "-D", filepath.Join(dir, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	cmd.Dir, cmd.SysProcAttr = dir, &syscall.SysProcAttr{Credential: m.who}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	m.Start(t)
	t.Cleanup(m.Kill)
	return m
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// Start starts the server, and waits until it takes connections.
func (m *Mortal) Start(t testing.TB) {
	t.Helper()
	log, err := os.OpenFile(filepath.Join(m.dir, "log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	for begin := time.Now(); time.Since(begin) < comesUp; time.Sleep(time.Second) {
		m.cmd = exec.Command(m.server, "-D", filepath.Join(m.dir, "data"), "-k", m.dir, "-p", fmt.Sprint(m.port), "-c", "listen_addresses=127.0.0.1",
			"-c", "shared_buffers=128MB", "-c", "max_connections=200")
		m.cmd.Dir, m.cmd.Stdout, m.cmd.Stderr = m.dir, log, log
		m.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: m.who, Setpgid: true}
		if err := m.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if m.answers(time.Until(begin.Add(comesUp))) {
			return
		}
		m.Kill()
	}
	t.Fatalf("PostgreSQL does not come up again\n%s", m.lastSaid())
}

// comesUp is how long a server may take, recovery included.
const comesUp = 5 * time.Minute

// answers waits until the server takes connections. A server started while processes of a
// killed one still end gives up at once: then it reports false.
func (m *Mortal) answers(limit time.Duration) bool {
	for begin := time.Now(); time.Since(begin) < limit; time.Sleep(50 * time.Millisecond) {
		if c, err := pgx.Connect(context.Background(), "postgres://postgres@"+m.Addr()+"/postgres"); err == nil {
			_ = c.Close(context.Background())
			return true
		}
		var status syscall.WaitStatus
		if pid, err := syscall.Wait4(m.cmd.Process.Pid, &status, syscall.WNOHANG, nil); pid != 0 || err != nil {
			return false
		}
	}
	return false
}

// lastSaid is the end of the server's log.
func (m *Mortal) lastSaid() string {
	log, err := os.ReadFile(filepath.Join(m.dir, "log"))
	if err != nil {
		return err.Error()
	}
	return string(log[max(0, len(log)-2000):])
}

// Kill ends the server with all its processes in no time (SIGKILL).
func (m *Mortal) Kill() {
	if m.cmd == nil {
		return
	}
	_ = syscall.Kill(-m.cmd.Process.Pid, syscall.SIGKILL)
	_ = m.cmd.Wait()
	m.cmd = nil
}

// Addr is where the server listens, host and port.
func (m *Mortal) Addr() string { return fmt.Sprintf("127.0.0.1:%d", m.port) }

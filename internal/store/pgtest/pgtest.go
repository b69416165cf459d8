// Package pgtest gives tests a real PostgreSQL: one server for a test process, made in a
// temporary directory, and a database of its own for each test. Tests are skipped where
// PostgreSQL is not installed, but fail there in continuous integration (CI=true).
package pgtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Server is a PostgreSQL that runs until Stop, or until the process that started it ends.
type Server struct {
	dir   string // of the socket
	watch *exec.Cmd
	alive io.Closer // the server is stopped when this is closed
	made  atomic.Int64

	template sync.Once
	failed   error // of making the template
}

// shared starts the server of this process, once.
var shared = sync.OnceValues(Start)

// errMissing says that PostgreSQL is not installed.
var errMissing = errors.New("PostgreSQL is not installed (Debian: apt-get install postgresql)")

// Database returns the address of a new, empty database on the server that the tests of this
// process share. It is gone when the test ends.
func Database(t testing.TB) string {
	t.Helper()
	return server(t).database(t, "template1")
}

// Filled returns the address of a new database that holds what fill made of the first one:
// that is much faster than filling each. Fill is the same for all tests of a process.
func Filled(t testing.TB, fill func(address string) error) string {
	t.Helper()
	s := server(t)
	s.template.Do(func() {
		if s.failed = s.exec("CREATE DATABASE filled"); s.failed == nil {
			s.failed = fill(s.address("filled"))
		}
	})
	if s.failed != nil {
		t.Fatal(s.failed)
	}
	return s.database(t, "filled")
}

func server(t testing.TB) *Server {
	t.Helper()
	s, err := shared()
	if errors.Is(err, errMissing) && os.Getenv("CI") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *Server) database(t testing.TB, template string) string {
	t.Helper()
	name := fmt.Sprintf("test%d", s.made.Add(1))
	if err := s.exec("CREATE DATABASE " + name + " TEMPLATE " + template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return s.address(name)
}

func (s *Server) address(database string) string {
	return "postgres://postgres@/" + database + "?host=" + s.dir
}

func (s *Server) exec(text string) error {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, s.address("postgres"))
	if err != nil {
		return err
	}
	_, err = c.Exec(ctx, text)
	return errors.Join(err, c.Close(ctx))
}

// watching runs the server until its own input ends: so the server goes with the process that
// started it, however that one ends.
const watching = `"$1" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
  -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB >"$2/log" 2>&1 & pid=$!
cat >/dev/null; kill -QUIT $pid; wait $pid; rm -rf "$2"`

// Start makes a server with its data in a temporary directory and starts it. It listens on a
// socket in that directory only, and does not care for its data when the machine stops.
func Start() (*Server, error) {
	initdb, err := binary("initdb")
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	who, err := unprivileged(dir)
	if err != nil {
		return nil, err
	}
	run := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setpgid: true} // an interrupt is for the tests alone
		return cmd
	}
	out, err := run(initdb, "-D", filepath.Join(dir, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync").CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	s := &Server{dir: dir, watch: run("/bin/sh", "-c", watching, "sh", filepath.Join(filepath.Dir(initdb), "postgres"), dir)}
	if s.alive, err = s.watch.StdinPipe(); err != nil {
		return nil, err
	}
	if err := s.watch.Start(); err != nil {
		return nil, err
	}
	return s, s.wait()
}

// wait waits until the server takes connections.
func (s *Server) wait() error {
	var err error
	for begin := time.Now(); time.Since(begin) < time.Minute; time.Sleep(20 * time.Millisecond) {
		if err = s.exec("SELECT 1"); err == nil {
			return nil
		}
	}
	log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
	return errors.Join(err, s.Stop(), errors.New(string(log)))
}

// Stop ends the server at once and removes its data.
func (s *Server) Stop() error { return errors.Join(s.alive.Close(), s.watch.Wait()) }

// binary finds a program of PostgreSQL: Debian keeps them out of the path, one directory a
// version.
func binary(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return filepath.EvalSymlinks(path)
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(found) == 0 {
		return "", errMissing
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(strings.Split(path, "/")[4])
		return n
	}
	return slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) }), nil
}

// unprivileged returns another user where this one is root, as whom PostgreSQL does not run,
// and gives that user the directory.
func unprivileged(dir string) (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	var failed error
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		uid, err := strconv.Atoi(u.Uid)
		gid, wrong := strconv.Atoi(u.Gid)
		if err := errors.Join(err, wrong); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, uid, gid)
	}
	return nil, failed
}

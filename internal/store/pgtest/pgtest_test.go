package pgtest

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestDatabase(t *testing.T) {
	for range 2 { // each is a new one
		c, err := pgx.Connect(t.Context(), Database(t))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Exec(t.Context(), "CREATE TABLE pages (id BIGINT)"); err != nil {
			t.Error(err)
		}
		if err := c.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// A process that outlives its killed server keeps the next one from starting: it is tried again.
func TestMortal_Start_leftover(t *testing.T) {
	m := StartMortal(t)
	c, err := pgx.Connect(t.Context(), "postgres://postgres@"+m.Addr()+"/postgres")
	if err != nil {
		t.Fatal(err)
	}
	left := int(c.PgConn().PID())
	if err := syscall.Kill(left, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	m.Kill()
	time.AfterFunc(3*time.Second, func() { _ = syscall.Kill(left, syscall.SIGCONT) })
	m.Start(t)
	if log := m.lastSaid(); !strings.Contains(log, "still in use") {
		t.Errorf("no start was refused: %s", log)
	}
}

package main

import (
	"bytes"
	"context"
	"debug/elf"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// A recipe is what deploy/Containerfile says of the image that it makes.
type recipe struct {
	entry, command, health []string
	env                    []string
	user                   string
}

func readRecipe(t *testing.T) (r recipe) {
	t.Helper()
	b, err := os.ReadFile("../../deploy/Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	list := func(s string) (out []string) {
		if err := json.Unmarshal([]byte(s), &out); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		return out
	}
	for line := range strings.Lines(string(b)) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "FROM": // what was said before is of another image
			r = recipe{}
		case "ENTRYPOINT":
			r.entry = list(rest)
		case "CMD":
			r.command = list(rest)
		case "HEALTHCHECK":
			_, rest, _ = strings.Cut(rest, "CMD ")
			r.health = list(rest)
		case "ENV":
			r.env = strings.Fields(rest)
		case "USER":
			r.user = rest
		}
	}
	return r
}

// static reports whether a program needs no other file to run.
func static(t *testing.T, path string) bool {
	t.Helper()
	f, err := elf.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return !slices.ContainsFunc(f.Progs, func(p *elf.Prog) bool { return p.Type == elf.PT_INTERP })
}

// enter runs a command in a folder as its root, which is read-only but for /data and /tmp, as
// nobody in particular and without privileges: what a container does.
const enter = `set -e
mount --make-rprivate /
mount --bind "$ROOT" "$ROOT"
mount -o remount,bind,ro "$ROOT"
mount --bind "$DATA" "$ROOT/data"
mount -t tmpfs -o mode=1777,size=64m tmpfs "$ROOT/tmp"
exec setpriv --no-new-privs chroot --userspec=65532:65532 "$ROOT" "$@"
`

// TestContainer does what an image made by deploy/Containerfile does: the program alone, with
// nothing beside it, on a read-only root, under the user, with the variables and by the
// commands that stand there.
func TestContainer(t *testing.T) {
	root, data := t.TempDir(), t.TempDir()
	r := readRecipe(t)
	if r.user != "nonroot:nonroot" || len(r.entry) != 1 || r.entry[0] != "/readout" {
		t.Fatalf("%+v", r)
	}
	if runtime.GOOS != "linux" {
		t.Skip("a root of its own is a matter of Linux")
	}
	if err := exec.CommandContext(t.Context(), "unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", root).Run(); err != nil || os.Getuid() != 0 {
		t.Skipf("this user cannot make a root of its own (%v): how the program runs in a container is not tested", err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if !static(t, self) {
		t.Skip("the test was built with cgo (make test does without): how the program runs in a container is not tested")
	}
	program, err := os.ReadFile(self) // under the name of the program it is the program: see TestMain
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"data", "tmp"} {
		if err := os.Mkdir(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "readout"), program, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{root, data} { // t.TempDir and what is above it may be closed to others
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chown(data, 65532, 65532); err != nil {
		t.Fatal(err)
	}
	in := func(ctx context.Context, stdin string, args ...string) (*exec.Cmd, *bytes.Buffer) {
		var out bytes.Buffer
		c := exec.CommandContext(ctx, "unshare", append([]string{"--mount", "sh", "-c", enter, "sh"}, args...)...)
		c.Env = append([]string{"ROOT=" + root, "DATA=" + data, "PATH=" + os.Getenv("PATH")}, r.env...)
		c.Stdin, c.Stdout, c.Stderr = strings.NewReader(stdin), &out, &out
		c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
		return c, &out
	}
	run := func(stdin string, args ...string) {
		t.Helper()
		c, out := in(t.Context(), stdin, append(append([]string{}, r.entry...), args...)...)
		if err := c.Run(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	run("a long enough password\n", "users", "add", "ana", "--role", "operator")
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := free.Addr().String()
	free.Close()
	port := at[strings.LastIndex(at, ":"):]
	command := append(append([]string{}, r.entry...), r.command...)
	for i := range command {
		command[i] = strings.ReplaceAll(command[i], ":8470", port)
	}
	ctx, stop := context.WithCancel(t.Context())
	serve, log := in(ctx, "", command...)
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		stop()
		if err := serve.Wait(); t.Failed() {
			t.Logf("the desk ended: %v\n%s", err, log)
		}
	}()
	health := append([]string{}, r.health...)
	for i := range health {
		health[i] = strings.ReplaceAll(health[i], ":8470", port)
	}
	var last *bytes.Buffer
	for begin := time.Now(); time.Since(begin) < 30*time.Second; time.Sleep(100 * time.Millisecond) {
		var c *exec.Cmd
		if c, last = in(t.Context(), "", health...); c.Run() == nil {
			return
		}
	}
	t.Errorf("%v fails:\n%s", health, last)
}

package web

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"readout/internal/access"
	"readout/internal/api"
	"readout/internal/desk"
	"readout/internal/desktest"
	"readout/internal/queue"
	"readout/sample"
)

// A browser is one real Chromium for all tests of the package.
var browser = sync.OnceValues(func() (context.Context, error) {
	path, err := chromium()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "readout-chromium-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(dir),
		chromedp.NoSandbox, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ = chromedp.NewContext(ctx)
	endBrowser = func() {
		_ = chromedp.Cancel(ctx)
		_ = os.RemoveAll(dir)
	}
	return ctx, chromedp.Do(ctx)
})

var endBrowser = func() {}

func TestMain(m *testing.M) {
	status := m.Run()
	endBrowser()
	os.Exit(status)
}

func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no Chromium on this machine")
}

// A tab is a page in the browser that notes what goes wrong in it.
type tab struct {
	t   *testing.T
	ctx context.Context
	url string // of the server

	mu       sync.Mutex
	problems []string
}

// A look is how a tab is seen.
type look struct {
	Width, Height int64
	Dark          bool
	NoScript      bool
}

// open gives a new tab. Where there is no Chromium the test is skipped, but not in CI.
func open(t *testing.T, server string, l look) *tab {
	t.Helper()
	root, err := browser()
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	ctx, cancel := chromedp.NewContext(root)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(stop)
	b := &tab{t: t, ctx: ctx, url: server}
	scheme := "light"
	if l.Dark {
		scheme = "dark"
	}
	if l.Width == 0 {
		l.Width, l.Height = 1440, 900
	}
	b.do(chromedp.EmulateViewport(l.Width, l.Height))
	go b.listen(chromedp.Console(ctx))
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.NoScript})
	return b
}

// listen keeps errors of scripts, of loading and of the policy.
func (b *tab) listen(messages iter.Seq2[chromedp.ConsoleMessage, error]) {
	for m, err := range messages {
		if err != nil {
			return
		}
		if m.IsException() || m.Type == "error" || m.Type == "warning" {
			b.mu.Lock()
			b.problems = append(b.problems, m.String()+" "+m.URL)
			b.mu.Unlock()
		}
	}
}

// do takes steps, one after the other.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// get takes a step that has a result.
func get[T any](b *tab, step chromedp.Action[T]) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, step)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.t.Fatal(err)
	}
}

// visit opens an address of the server.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.url + path))
}

// click presses what a selector finds and waits for the page that follows.
func (b *tab) click(selector string) {
	b.t.Helper()
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		b.t.Fatal(err)
	}
}

// fill writes into a field.
func (b *tab) fill(selector, words string) {
	b.t.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS(selector), words))
}

// ignore drops what went wrong with these words in it.
func (b *tab) ignore(words string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = slices.DeleteFunc(b.problems, func(p string) bool { return strings.Contains(p, words) })
}

// text returns the words of the first element that a selector finds.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return get(b, chromedp.Text(chromedp.CSS(selector)))
}

// eval returns the value of a script.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	return get(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// clean fails the test where anything went wrong in the tab, or where the page is wider
// than the window.
func (b *tab) clean() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		b.t.Error(p)
	}
	b.problems = nil
	if over := eval[int](b, "document.documentElement.scrollWidth - window.innerWidth"); over > 0 {
		b.t.Errorf("the page is %d px wider than the window", over)
	}
}

// accessible runs axe on the page and fails the test with what it finds. The policy keeps
// pages from loading it, so it is put in from outside.
func (b *tab) accessible() {
	b.t.Helper()
	script, err := os.ReadFile(filepath.Join("testdata", "axe.min.js"))
	if err != nil {
		b.t.Fatal(err)
	}
	wait(b, "what was being loaded", `!document.querySelector(".waiting")`)
	eval[any](b, string(script)+";0")
	found := eval[string](b, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then(r => JSON.stringify(
		r.violations.map(v => v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map(n => n.html + " " + n.failureSummary).join("; "))))`)
	var list []string
	if err := json.Unmarshal([]byte(found), &list); err != nil {
		b.t.Fatal(err)
	}
	for _, v := range list {
		b.t.Error(v)
	}
}

// shot keeps a picture of the whole page where READOUT_SHOTS names a folder, to look at.
func (b *tab) shot(name string) {
	b.t.Helper()
	dir := os.Getenv("READOUT_SHOTS")
	if dir == "" {
		return
	}
	png := get(b, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// looks are the widths and grounds that every page is seen at.
var looks = map[string]look{
	"phone": {Width: 360, Height: 740}, "tablet": {Width: 900, Height: 1100}, "wide": {Width: 1440, Height: 900},
	"wide-dark": {Width: 1440, Height: 900, Dark: true}, "phone-dark": {Width: 360, Height: 740, Dark: true},
}

// sampleServer serves the sample dossier; it is read once for all tests.
func sampleServer(t *testing.T) (*httptest.Server, *Server) {
	t.Helper()
	return serveDesk(t, desktest.Sample(t))
}

// serveDesk serves a record. What the server logs fails the test.
func serveDesk(t *testing.T, d *desk.Desk) (*httptest.Server, *Server) {
	t.Helper()
	var lines strings.Builder
	s, err := New(Options{Desk: d, Gate: access.NewGate(d.Store, true, time.Now), API: api.New(d, "test"), Queue: d.Store.Jobs(queue.Policy{}), Sample: sample.Files, Version: "test", Now: time.Now, Log: slog.New(slog.NewTextHandler(&lines, nil))})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(func() {
		server.Close()
		if lines.Len() > 0 {
			t.Errorf("the server logged:\n%s", lines.String())
		}
	})
	return server, s
}

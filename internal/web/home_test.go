package web

import (
	"path/filepath"
	"readout/internal/desktest"
	"strings"
	"testing"
)

func TestHome(t *testing.T) {
	server, _ := sampleServer(t)
	for name, l := range looks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, server.URL, l)
			b.visit("/")
			if got := b.text("h1"); got != "Newest statements" {
				t.Errorf("the front page begins with %q", got)
			}
			if got := b.text(`aside .day`); got != "2024-06-12" {
				t.Errorf("the newest events are those of %q", got)
			}
			b.accessible()
			b.shot("home-" + name)
			b.clean()
		})
	}
}

func TestFirstRun(t *testing.T) {
	server, _ := serveDesk(t, desktest.Open(t, filepath.Join(t.TempDir(), "new.db")))
	b := open(t, server.URL, look{NoScript: true})
	b.visit("/")
	b.shot("empty")
	b.click("button.main")
	if got := b.text(".lead"); !strings.Contains(got, "28 pages") {
		t.Errorf("after the sample dossier was loaded, the front page says %q", got)
	}
	b.clean()
}

package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"readout/internal/access"
	"readout/internal/api"
	"readout/internal/desktest"
	"readout/internal/feed"
)

// TestAlerts makes an alert by the page, pauses it and removes it.
func TestAlerts(t *testing.T) {
	d := desktest.Sample(t)
	alerts := feed.NewAlerts(feed.Options{Desk: d, Base: "http://desk.example", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	s, err := New(Options{Desk: d, Gate: access.NewGate(d.Store, true, time.Now), Alerts: alerts, API: api.New(d, "test"), Version: "test", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	b := open(t, server.URL, look{})
	b.visit("/alerts?q=kind:refusal")
	if got := b.text(`[role="status"] strong`); !strings.Contains(got, "statement") || got == "0 statements" {
		t.Errorf("preview of %s", got)
	}
	b.fill("#al-name", "Refusals <script>")
	b.fill("#al-webhook", "https://example.org/hook")
	b.click("button.main")
	if got := b.text("article.alert h3"); got != "Refusals <script>" {
		t.Errorf("the list begins with %q", got)
	}
	b.click(`button[value="pause"]`)
	if got := b.text("article.alert h3"); !strings.Contains(got, "paused: by local") {
		t.Errorf("after pausing: %q", got)
	}
	b.accessible()
	b.shot("alerts")
	b.clean()
	b.click(`button[value="remove"]`)
	if list, err := d.Store.Alerts(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%d alerts after removing, %v", len(list), err)
	}
	res, err := http.PostForm(server.URL+"/alerts", url.Values{"name": {"x"}, "webhook": {"http://10.0.0.1/"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusBadRequest {
		t.Errorf("an address without TLS: %s", res.Status)
	}
}

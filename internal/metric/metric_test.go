package metric

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/internal/queue"
	"readout/internal/store"
)

func TestMetrics(t *testing.T) {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	m := New(Options{Store: s, Stages: map[string]string{"text": "text/1"}, Version: "1.2", Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
		Queue: func(context.Context) ([]queue.Stat, error) {
			asked++
			return []queue.Stat{{Kind: queue.Read, Ready: 7, Dead: 1, Oldest: 90 * time.Second}}, nil
		}})
	m.Observe("GET /search", 200, 30*time.Millisecond)
	look := func() string {
		w := httptest.NewRecorder()
		m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
		return w.Body.String()
	}
	text := look()
	for _, want := range []string{
		`readout_http_requests_total{route="GET /search",status="200"} 1`,
		`readout_http_request_duration_seconds_bucket{route="GET /search",le="0.05"} 1`,
		`readout_build_info{text="text/1",version="1.2"} 1`,
		"readout_record_up 1", "readout_record_pages 0", "readout_record_links_pending 0",
		`readout_queue_jobs{kind="read",state="ready"} 7`, `readout_queue_jobs{kind="read",state="dead"} 1`, `readout_queue_oldest_seconds{kind="read"} 90`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no line %q", want)
		}
	}
	look()
	if asked != 1 {
		t.Errorf("counted %d times within seconds, want once", asked)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Minute)
	if text := look(); !strings.Contains(text, "readout_record_up 0") || !strings.Contains(text, "readout_http_requests_total") {
		t.Error("a record that does not answer is not told of, or takes the rest with it")
	}
}

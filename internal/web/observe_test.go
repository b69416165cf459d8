package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout/internal/access"
	"readout/internal/desktest"
)

// TestServer_probes: whoever asks learns whether the desk is well, and operators alone what
// is measured; each answer is told of by its route.
func TestServer_probes(t *testing.T) {
	d := desktest.Sample(t)
	if err := access.SetUser(t.Context(), d.Store, "ana", "a long and winding pass", access.Operator, time.Now()); err != nil {
		t.Fatal(err)
	}
	token := func(role access.Role) string {
		s, err := access.Token(t.Context(), d.Store, "ana", string(role), role, time.Now(), time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	var seen []string
	s, err := New(Options{Desk: d, Gate: access.NewGate(d.Store, false, time.Now), Version: "test", Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Metrics: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "measured") }),
		Observe: func(route string, status int, _ time.Duration) { seen = append(seen, fmt.Sprint(route, " ", status)) }})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(h http.Handler, path, token string) int {
		r := httptest.NewRequest("GET", path, nil)
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	tests := []struct {
		path, token string
		want        int
	}{
		{"/healthz", "", 200}, {"/readyz", "", 200}, {"/metrics", "", 401}, {"/metrics", token(access.Reader), 403}, {"/metrics", token(access.Operator), 200},
		{"/no/such/page", token(access.Reader), 404},
	}
	for _, tt := range tests {
		if got := ask(s, tt.path, tt.token); got != tt.want {
			t.Errorf("%s: status %d, want %d", tt.path, got, tt.want)
		}
	}
	want := []string{"GET /healthz 200", "GET /readyz 200", "none 401", "GET /metrics 403", "GET /metrics 200", "/ 404"}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Errorf("told of (-want +got)\n%s", diff)
	}
	if got := ask(s.Probes(), "/metrics", ""); got != 200 {
		t.Errorf("at the address for operators: status %d", got)
	}
	if err := d.Store.Close(); err != nil {
		t.Fatal(err)
	}
	if got := ask(s, "/readyz", ""); got != http.StatusServiceUnavailable {
		t.Errorf("without a record: status %d, want 503", got)
	}
}

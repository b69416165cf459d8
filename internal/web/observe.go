package web

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// health answers where the program runs at all.
func health(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") }

// readyIn is how long the record may take to answer whether it does.
const readyIn = 3 * time.Second

// ready answers whether requests can be answered: the record is there, in the form that this
// program knows, and answers.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, stop := context.WithTimeout(r.Context(), readyIn)
	defer stop()
	if err := s.Desk.Store.Ready(ctx); err != nil {
		s.Log.Error("not ready", "err", err)
		http.Error(w, "the record does not answer", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}

// Probes answers /healthz and /readyz alone, and /metrics where they are measured: for an
// address that only operators reach.
func (s *Server) Probes() http.Handler {
	mux := http.NewServeMux()
	s.probes(mux)
	if s.Metrics != nil {
		mux.Handle("GET /metrics", s.Metrics)
	}
	return mux
}

func (s *Server) probes(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", health)
	mux.HandleFunc("GET /readyz", s.ready)
}

// observing tells [Options.Observe] of each request. The route is known to what routes only,
// which leaves it in the request's context.
func (s *Server) observing(next http.Handler) http.Handler {
	if s.Observe == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin, route := time.Now(), new(string)
		seen := &observed{ResponseWriter: w}
		defer func() {
			if *route == "" {
				*route = "none" // refused before it was known
			}
			s.Observe(*route, seen.statusOr(http.StatusOK), time.Since(begin))
		}()
		next.ServeHTTP(seen, r.WithContext(context.WithValue(r.Context(), routeKey{}, route)))
	})
}

type routeKey struct{}

// routed notes the route that mux takes.
func routed(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if route, ok := r.Context().Value(routeKey{}).(*string); ok {
			_, *route = mux.Handler(r)
		}
		mux.ServeHTTP(w, r)
	})
}

// observed notes the status of an answer.
type observed struct {
	http.ResponseWriter
	status int
}

func (o *observed) WriteHeader(status int) {
	if o.status == 0 && status >= 200 {
		o.status = status
	}
	o.ResponseWriter.WriteHeader(status)
}

func (o *observed) statusOr(status int) int {
	if o.status == 0 {
		return status
	}
	return o.status
}

// Flush and Unwrap are for handlers that answer bit by bit.
func (o *observed) Flush() { _ = http.NewResponseController(o.ResponseWriter).Flush() }

func (o *observed) Unwrap() http.ResponseWriter { return o.ResponseWriter }

// Package metric measures a running desk for Prometheus: requests, and how the record is.
//
// What is said of the record is counted when somebody asks, and at most every [Options.Every],
// so that asking often costs nothing. Names and labels are listed in docs/operating.md; no
// label has what a visitor or a page can choose.
package metric

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"readout/internal/queue"
	"readout/internal/store"
)

// Options say what is measured.
type Options struct {
	Store   *store.Store
	Stages  map[string]string                           // the versions of the stages
	Version string                                      // of the program
	Queue   func(context.Context) ([]queue.Stat, error) // how much there is to do; nil where nobody asks
	Every   time.Duration                               // the record is counted at most so often; 0 is 15 seconds
	Now     func() time.Time
	Log     *slog.Logger
}

// Metrics measure. They are safe for concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

// New returns metrics that nothing else shares.
func New(o Options) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "readout_http_requests_total", Help: "Requests answered, by route and status."}, []string{"route", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "readout_http_request_duration_seconds", Help: "How long requests took, by route.",
			Buckets: []float64{.005, .02, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, []string{"route"}),
	}
	if o.Every == 0 {
		o.Every = 15 * time.Second
	}
	m.registry.MustRegister(m.requests, m.took, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), newRecord(o))
	return m
}

// Observe counts a request that was answered.
func (m *Metrics) Observe(route string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.took.WithLabelValues(route).Observe(took.Seconds())
}

// Handler answers with all that is measured.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4})
}

// A record tells how the record is when it is asked.
type record struct {
	o     Options
	build prometheus.Labels

	mu   sync.Mutex
	at   time.Time
	last []prometheus.Metric
}

func newRecord(o Options) *record {
	build := prometheus.Labels{"version": o.Version}
	maps.Copy(build, o.Stages)
	return &record{o: o, build: build}
}

// What is said of the record.
var (
	up         = prometheus.NewDesc("readout_record_up", "1 where the record answers.", nil, nil)
	pages      = prometheus.NewDesc("readout_record_pages", "Pages in the record.", nil, nil)
	failed     = prometheus.NewDesc("readout_record_pages_failed", "Pages that could not be read.", nil, nil)
	outdated   = prometheus.NewDesc("readout_record_pages_outdated", "Pages that other versions of the stages read.", nil, nil)
	pending    = prometheus.NewDesc("readout_record_links_pending", "Pages to be linked.", nil, nil)
	statements = prometheus.NewDesc("readout_record_statements", "Statements in the record.", nil, nil)
	events     = prometheus.NewDesc("readout_record_events", "Events in the record.", nil, nil)
	size       = prometheus.NewDesc("readout_record_bytes", "Size of the record's file or database.", nil, nil)
	logSize    = prometheus.NewDesc("readout_record_log_bytes", "Size of the write-ahead log beside the file.", nil, nil)
	problems   = prometheus.NewDesc("readout_record_problems", "What kept stages from reading pages, by stage.", []string{"stage"}, nil)
	waiting    = prometheus.NewDesc("readout_queue_oldest_seconds", "How long the oldest job of a kind that is not done has been on the queue.", []string{"kind"}, nil)
	queued     = prometheus.NewDesc("readout_queue_jobs", "Jobs of the queue, by kind and by whether they are ready, held or given up.", []string{"kind", "state"}, nil)
)

// Describe is part of [prometheus.Collector].
func (r *record) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{up, pages, failed, outdated, pending, statements, events, size, logSize, problems, queued, waiting} {
		out <- d
	}
}

// Collect is part of [prometheus.Collector].
func (r *record) Collect(out chan<- prometheus.Metric) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now := r.o.Now(); r.last == nil || now.Sub(r.at) >= r.o.Every {
		r.last, r.at = r.count(), now
	}
	for _, m := range r.last {
		out <- m
	}
}

// patience is how long counting may take.
const patience = 20 * time.Second

func (r *record) count() []prometheus.Metric {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	build := prometheus.NewDesc("readout_build_info", "The program and the versions of its stages.", nil, r.build)
	out := []prometheus.Metric{gauge(build, 1)}
	list, err := r.ofRecord(ctx)
	if err != nil {
		r.o.Log.Error("count for metrics", "err", err)
	}
	out = append(append(out, list...), gauge(up, number(err == nil)))
	if r.o.Queue == nil {
		return out
	}
	stats, err := r.o.Queue(ctx)
	if err != nil {
		r.o.Log.Error("count the queue for metrics", "err", err)
	}
	for _, d := range stats {
		kind := string(d.Kind)
		out = append(out, gauge(queued, d.Ready, kind, "ready"), gauge(queued, d.Held, kind, "held"), gauge(queued, d.Dead, kind, "dead"),
			prometheus.MustNewConstMetric(waiting, prometheus.GaugeValue, d.Oldest.Seconds(), kind))
	}
	return out
}

func (r *record) ofRecord(ctx context.Context) ([]prometheus.Metric, error) {
	sums, err := r.o.Store.Sums(ctx)
	if err != nil {
		return nil, err
	}
	old, links, err := r.o.Store.Todo(ctx, r.o.Stages)
	if err != nil {
		return nil, err
	}
	condition, err := r.o.Store.Condition(ctx, false)
	if err != nil {
		return nil, err
	}
	out := []prometheus.Metric{gauge(pages, sums.Pages), gauge(failed, sums.Failed), gauge(statements, sums.Statements), gauge(events, sums.Events),
		gauge(outdated, old), gauge(pending, links), gauge(size, condition.Bytes), gauge(logSize, condition.Log)}
	of, err := r.o.Store.Problems(ctx)
	for stage, n := range of {
		out = append(out, gauge(problems, n, stage))
	}
	return out, err
}

func gauge[N int | int64](d *prometheus.Desc, n N, labels ...string) prometheus.Metric {
	return prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(n), labels...)
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

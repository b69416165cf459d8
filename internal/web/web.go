// Package web is the desk in a browser: pages made on the server, every word of them one
// click from the stored span it rests on. They work without JavaScript; with it they are
// quicker to use. Nothing is loaded from elsewhere.
//
// Addresses hold the whole state of a page. What a page shows it asks of package desk;
// here is only how it looks. A page's handler and its template have the same name.
package web

import (
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"readout/internal/access"
	"readout/internal/api"
	"readout/internal/desk"
	"readout/internal/feed"
	"readout/internal/queue"
)

// Options say what a server shows.
type Options struct {
	Desk    *desk.Desk
	Sample  fs.FS // the sample dossier, with pages/ and actors.toml; nil where it is not offered
	Gate    *access.Gate
	API     *api.API                                           // of /api/v1/, or nil
	MCP     http.Handler                                       // of /mcp, or nil
	Alerts  *feed.Alerts                                       // or nil
	Queue   queue.Queue                                        // of work on the record; or nil
	Metrics http.Handler                                       // of /metrics, for operators; or nil
	Observe func(route string, status int, took time.Duration) // told of each answer; or nil
	Version string
	Now     func() time.Time
	Log     *slog.Logger
}

// A Server answers requests for pages. It is safe for concurrent use.
type Server struct {
	Options
	handler   http.Handler
	templates templates
	static    *static
	reading   chan struct{} // held by those that read a page that is not kept
	exporting chan struct{} // held by those that write a file: each keeps a reader of the record
	again     rereading
}

// New returns a server. Its error is a mistake in the program's own files.
func New(o Options) (*Server, error) {
	s := &Server{Options: o, static: newStatic(), reading: make(chan struct{}, readers), exporting: make(chan struct{}, 1)}
	var err error
	if s.templates, err = newTemplates(s); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	s.routes(mux)
	s.Gate.TokensAt(feedPaths()...)
	gate := func(next http.Handler) http.Handler {
		return s.Gate.Wrap(next, "/static/", "/login", "/theme", "/healthz", "/readyz")
	}
	s.handler = chain(routed(mux), s.observing, s.recovering, headers, gzipped, http.NewCrossOriginProtection().Handler, gate)
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// routes lists every address there is. GET pages change nothing.
func (s *Server) routes(mux *http.ServeMux) {
	mux.Handle("GET /static/", s.static)
	s.probes(mux)
	if s.Metrics != nil {
		mux.Handle("GET /metrics", access.Require(access.Operator, s.Metrics))
	}
	mux.Handle("GET /{$}", s.page(s.home))
	mux.Handle("POST /sample", access.Require(access.Editor, http.HandlerFunc(s.loadSample)))
	mux.HandleFunc("GET /export", s.export)
	for _, path := range feedPaths() {
		mux.HandleFunc("GET "+path, s.feed)
	}
	mux.Handle("GET /events", s.page(s.events))
	mux.Handle("GET /event/{id}", s.page(s.event))
	mux.HandleFunc("GET /event/{id}/{file}", s.comparisonFile)
	mux.Handle("GET /actors", s.page(s.actors))
	mux.Handle("GET /actor/{id...}", s.page(s.actor))
	mux.Handle("GET /issues", s.page(s.issues))
	mux.Handle("GET /issue/{id}", s.page(s.position))
	mux.HandleFunc("GET /theme", s.theme)
	mux.Handle("POST /correct", access.Require(access.Editor, http.HandlerFunc(s.correct)))
	mux.Handle("GET /corrections", s.page(s.corrections))
	mux.HandleFunc("GET /corrections.jsonl", s.correctionFile)
	mux.Handle("GET /validate", s.page(s.drawings))
	mux.Handle("POST /validate", access.Require(access.Editor, http.HandlerFunc(s.draw)))
	mux.Handle("GET /validate/{id}", s.page(s.validate))
	mux.Handle("POST /validate/{id}", access.Require(access.Editor, http.HandlerFunc(s.judge)))
	mux.Handle("GET /operate", s.page(s.operate))
	mux.Handle("POST /operate/again", access.Require(access.Operator, http.HandlerFunc(s.readAgain)))
	if s.Queue != nil {
		mux.Handle("POST /operate/replay", access.Require(access.Operator, http.HandlerFunc(s.replay)))
	}
	mux.Handle("GET /login", s.page(s.login))
	mux.HandleFunc("POST /login", s.signIn)
	mux.HandleFunc("POST /logout", s.signOut)
	mux.Handle("GET /api", s.page(s.apiDocs))
	if s.API != nil {
		mux.Handle(api.Prefix+"/", s.API)
	}
	if s.Alerts != nil {
		editors := func(h http.Handler) http.Handler { return access.Require(access.Editor, h) }
		mux.Handle("GET /alerts", editors(s.page(s.alerts)))
		mux.Handle("POST /alerts", editors(http.HandlerFunc(s.addAlert)))
		mux.Handle("POST /alerts/{id}", editors(http.HandlerFunc(s.changeAlert)))
	}
	if s.MCP != nil {
		mux.Handle("/mcp", s.MCP)
	}
	mux.Handle("GET /article/{id}", s.page(s.article))
	mux.HandleFunc("GET /article/{id}/bytes", s.articleBytes)
	mux.HandleFunc("GET /statement/{id}", s.statementOrFile)
	mux.Handle("GET /search", s.page(s.search))
	mux.Handle("GET /search/page", s.page(s.readerPart))
	mux.Handle("GET /check", s.page(s.check))
	mux.Handle("GET /try", s.page(s.try))
	mux.HandleFunc("POST /try", s.tryPage)
	mux.Handle("/", s.page(s.unknown))
}

// chain puts handlers around h, the first one outermost.
func chain(h http.Handler, around ...func(http.Handler) http.Handler) http.Handler {
	for i := len(around) - 1; i >= 0; i-- {
		h = around[i](h)
	}
	return h
}

// policy lets a page load nothing but the program's own files. There are no inline
// scripts and styles, so none that an article brings can run.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		next.ServeHTTP(w, r)
	})
}

func gzipped(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) }

// recovering answers with an error page where a handler panics, and logs where.
func (s *Server) recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v) // cuts the connection: what was sent has no proper end
			default:
				s.fail(w, r, panicError{v})
			}
		}()
		next.ServeHTTP(w, r)
	})
}

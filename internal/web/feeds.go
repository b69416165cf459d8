package web

import (
	"crypto/sha256"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"

	"readout"
	"readout/internal/export"
	"readout/internal/feed"
)

// feedPaths are where a token in the address is taken: feed readers send no headers.
func feedPaths() []string {
	var all []string
	for _, p := range []string{"/feed", "/events"} {
		all = append(all, p+feed.AtomExt, p+feed.JSONExt)
	}
	return all
}

// feed is a query, or the list of events, as a feed.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) {
	body, media, err := s.feedOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	h := w.Header()
	tag := fmt.Sprintf(`"%.16x"`, sha256.Sum256(body))
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", media)
	_, _ = w.Write(body) // the reader has gone
}

func (s *Server) feedOf(r *http.Request) (body []byte, media string, err error) {
	ext := path.Ext(r.URL.Path)
	v := url.Values{} // without the token
	for _, name := range []string{"q", "actor", "event-kind", "date", "status"} {
		if value := r.FormValue(name); value != "" {
			v.Set(name, value)
		}
	}
	ask := export.Ask{Query: v.Get("q"), Actor: v.Get("actor"), EventKind: v.Get("event-kind"), Date: v.Get("date"), Status: readout.Status(v.Get("status"))}
	base := baseOf(r)
	var f *feed.Feed
	if strings.HasPrefix(r.URL.Path, "/events") {
		ask.Kind = export.Events
	}
	_, request, err := ask.Read(s.Desk, s.Now())
	if err != nil {
		return nil, "", err
	}
	if ask.Kind == export.Events {
		list := url.Values{}
		for name, values := range v {
			list[strings.TrimPrefix(name, "event-")] = values
		}
		f, err = feed.Events(r.Context(), s.Desk.Store, request.Events, base, list)
	} else {
		f, err = feed.Statements(r.Context(), s.Desk.Store, request.Query, base, ask.Query)
	}
	if err != nil {
		return nil, "", err
	}
	f.Self = address(base+r.URL.Path, v)
	if ext == feed.JSONExt {
		body, err = f.JSON()
		return body, feed.JSONMedia, err
	}
	body, err = f.Atom()
	return body, feed.AtomMedia, err
}

// baseOf is the address under which the desk was asked.
func baseOf(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return (&url.URL{Scheme: scheme, Host: r.Host}).String()
}

// feedLinks tell browsers and feed readers of the feeds of a page: those of "/feed" or
// "/events" with its parameters.
func feedLinks(path string, v url.Values) template.HTML {
	link := func(ext, media, name string) string {
		return fmt.Sprintf(`<link rel="alternate" type="%s" title="%s" href="%s">`, media, name, template.HTMLEscapeString(address(path+ext, v)))
	}
	return template.HTML(link(feed.AtomExt, "application/atom+xml", "Atom") + "\n" + link(feed.JSONExt, "application/feed+json", "JSON Feed"))
}

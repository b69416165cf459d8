package web

import (
	"fmt"
	"html/template"
	"net/http"
	"net/url"

	"readout"
	"readout/internal/export"
	"readout/internal/feed"
)

// export writes statements, events or records as a file. What it has is all that the search
// or the list finds, not only the page that is shown.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	ask := export.Ask{Kind: export.Kind(r.FormValue("kind")), Format: r.FormValue("format"), Query: r.FormValue("q"),
		Actor: r.FormValue("actor"), EventKind: r.FormValue("event-kind"), Date: r.FormValue("date"), Status: readout.Status(r.FormValue("status"))}
	format, request, err := ask.Read(s.Desk, s.Now())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	select {
	case s.exporting <- struct{}{}:
		defer func() { <-s.exporting }()
	case <-r.Context().Done():
		return
	}
	w.Header().Set("Content-Type", format.MediaType)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", format.FileName(request)))
	w.Header().Set("Cache-Control", "no-cache")
	if r.Method == http.MethodHead {
		return
	}
	out := &begun{to: w}
	if _, err = format.Write(r.Context(), s.Desk.Store, request, out); err == nil {
		return
	}
	if out.yes {
		if r.Context().Err() == nil {
			s.Log.Error("export ended early", "path", r.URL.Path, "err", err)
		}
		panic(http.ErrAbortHandler) // a half must not look like the whole
	}
	w.Header().Del("Content-Disposition")
	s.fail(w, r, err)
}

// begun notes whether anything was written.
type begun struct {
	to  http.ResponseWriter
	yes bool
}

func (b *begun) Write(p []byte) (int, error) {
	b.yes = b.yes || len(p) > 0
	export.Patience(b.to)
	return b.to.Write(p)
}

// An exportBlock is the links by which what is shown can be taken along and followed.
type exportBlock struct {
	Formats []exportLink
	Records string // the address of the pages with such statements, "" for events
	Atom    string
	JSON    string
	Alert   string // the address where an alert is made of it, "" for events
}

// An exportLink is a file.
type exportLink struct{ Name, Href string }

// exports is the block of links for "statements" or "events" that pairs of a parameter and
// its value find: as the addresses /export and /feed.atom have them.
func (s *Server) exports(kind string, pairs ...string) (exportBlock, error) {
	if len(pairs)%2 != 0 {
		return exportBlock{}, fmt.Errorf("exports wants pairs")
	}
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	var b exportBlock
	path := "/feed"
	if export.Kind(kind) == export.Events {
		path = "/events"
	} else if s.Alerts != nil {
		b.Alert = address("/alerts", v)
	}
	b.Atom, b.JSON = address(path+feed.AtomExt, v), address(path+feed.JSONExt, v)
	v.Set("kind", kind)
	for _, f := range export.Formats() {
		if f.Has(export.Kind(kind)) {
			v.Set("format", f.Name)
			b.Formats = append(b.Formats, exportLink{f.Title, address("/export", v)})
		}
	}
	if export.Kind(kind) == export.Statements {
		v.Set("kind", string(export.Records))
		v.Set("format", "jsonl")
		b.Records = address("/export", v)
	}
	return b, nil
}

func address(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// maxLinkedData bounds what a page tells machines of itself, in bytes.
const maxLinkedData = 8 << 10

// linkedData is a block of JSON-LD for a page's head. The JSON has no "<", so that nothing in
// it can end the block; browsers do not run it.
func linkedData(json []byte) template.HTML {
	if len(json) > maxLinkedData {
		return ""
	}
	return template.HTML(`<script type="application/ld+json">` + string(json) + "</script>")
}

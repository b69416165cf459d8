package web

import (
	"bytes"
	"cmp"
	"html/template"
	"net/http"
	"readout/internal/access"
)

// A view is what a handler shows: a template and what goes into it.
type view struct {
	name   string // of the template, without .html
	title  string // of the window
	nav    string // the entry of the menu that it belongs to
	query  string // what stands in the search field
	status int    // 0 is 200
	data   any
	head   template.HTML // more for the page's head: feeds, JSON-LD
	bare   bool          // the part inside the page's frame alone, for a script that puts it into a page
}

// A frame is what the layout is made from.
type frame struct {
	Title, Nav, Query, Version string
	Theme                      string // "light", "dark" or "" for the reader's system's
	Path                       string // with the query, to come back to
	Head                       template.HTML
	Who                        access.Identity
	Data                       any
}

// page makes a handler of a function that returns what to show.
func (s *Server) page(f func(*http.Request) (*view, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := f(r)
		if err == nil {
			err = s.show(w, r, v)
		}
		if err != nil {
			s.fail(w, r, err)
		}
	})
}

// show writes a view. Nothing is written where its template fails.
func (s *Server) show(w http.ResponseWriter, r *http.Request, v *view) error {
	var b bytes.Buffer
	f := frame{Title: v.title, Nav: v.nav, Query: v.query, Version: s.Version, Theme: themeOf(r), Path: r.URL.RequestURI(), Head: v.head, Who: access.Of(r.Context()), Data: v.data}
	part := "layout"
	if v.bare {
		part = "main"
	}
	if err := s.templates.execute(&b, v.name, part, f); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "no-cache")
	}
	w.WriteHeader(cmp.Or(v.status, http.StatusOK))
	_, err := w.Write(b.Bytes())
	return err
}

// themeOf is the reader's choice between light and dark.
func themeOf(r *http.Request) string {
	c, err := r.Cookie("theme")
	if err != nil || c.Value != "light" && c.Value != "dark" {
		return ""
	}
	return c.Value
}

// theme keeps the reader's choice and goes back to where it was made.
func (s *Server) theme(w http.ResponseWriter, r *http.Request) {
	c := &http.Cookie{Name: "theme", Value: r.FormValue("to"), Path: "/", MaxAge: 400 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if c.Value != "light" && c.Value != "dark" {
		c.Value, c.MaxAge = "", -1
	}
	http.SetCookie(w, c)
	http.Redirect(w, r, local(r.FormValue("back")), http.StatusSeeOther)
}

// local is an address of this server, or its front page.
func local(path string) string {
	if len(path) > 0 && path[0] == '/' && (len(path) == 1 || path[1] != '/' && path[1] != '\\') {
		return path
	}
	return "/"
}

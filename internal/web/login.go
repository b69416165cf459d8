package web

import (
	"errors"
	"net/http"

	"readout/internal/access"
)

// A loginData is the page on which somebody signs in.
type loginData struct {
	Name, Back, Mistake string
}

func (s *Server) login(r *http.Request) (*view, error) {
	return &view{name: "login", title: "Sign in", data: loginData{Back: local(r.FormValue("back"))}}, nil
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
	d := loginData{Name: r.FormValue("name"), Back: local(r.FormValue("back"))}
	err := s.Gate.SignIn(w, r, d.Name, r.FormValue("password"))
	status := http.StatusForbidden
	switch {
	case err == nil:
		http.Redirect(w, r, d.Back, http.StatusSeeOther)
		return
	case errors.Is(err, access.ErrRefused):
		d.Mistake = "This name and password do not belong together."
	case errors.Is(err, access.ErrTooMany):
		d.Mistake, status = "Too many tries: wait a minute.", http.StatusTooManyRequests
	default:
		s.fail(w, r, err)
		return
	}
	if err := s.show(w, r, &view{name: "login", title: "Sign in", status: status, data: d}); err != nil {
		s.fail(w, r, err)
	}
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) {
	if err := s.Gate.SignOut(w, r); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"readout"
	"readout/internal/access"
	"readout/internal/feed"
	"readout/internal/store"
)

// How much the page of alerts shows.
const (
	alertMessages = 8
	alertPreview  = 10
)

// An alertsData is the page of alerts.
type alertsData struct {
	Query   string // of an alert to be made, as is Preview
	Preview alertPreviewData
	Asked   bool // whether there is a preview
	Mail    bool // whether the desk sends mail
	List    []shownAlert
}

// An alertPreviewData is what a query would have sent in the last week.
type alertPreviewData struct {
	Hits  []store.Arrived
	Count int
}

// A shownAlert is an alert with its last messages.
type shownAlert struct {
	store.Alert
	Messages []store.Message
	Dead     bool // some of them were given up
	Preview  *alertPreviewData
}

// alerts lists the alerts, and shows what one would have sent.
func (s *Server) alerts(r *http.Request) (*view, error) {
	ctx := r.Context()
	d := &alertsData{Query: r.FormValue("q"), Asked: r.Form.Has("q"), Mail: s.Alerts.Mail != nil}
	var err error
	if d.Asked {
		if d.Preview, err = s.preview(ctx, d.Query); err != nil {
			return nil, err
		}
	}
	list, err := s.Desk.Store.Alerts(ctx)
	if err != nil {
		return nil, err
	}
	for i := range list {
		a := shownAlert{Alert: list[i]}
		if a.Messages, err = s.Desk.Store.Messages(ctx, a.ID, alertMessages); err != nil {
			return nil, err
		}
		for _, m := range a.Messages {
			a.Dead = a.Dead || m.State == store.MessageDead
		}
		if r.FormValue("preview") == a.ID {
			p, err := s.preview(ctx, a.Query)
			if err != nil {
				return nil, err
			}
			a.Preview = &p
		}
		d.List = append(d.List, a)
	}
	return &view{name: "alerts", title: "Alerts", nav: "operate", data: d}, nil
}

func (s *Server) preview(ctx context.Context, query string) (p alertPreviewData, err error) {
	p.Hits, p.Count, err = s.Alerts.Preview(ctx, query, alertPreview)
	return p, err
}

// addAlert makes an alert from a form.
func (s *Server) addAlert(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	f := r.PostFormValue
	_, err := s.Alerts.Add(r.Context(), feed.Wish{Name: f("name"), Query: f("q"), Webhook: f("webhook"), Mail: f("mail"), Weekly: f("every") == "week", Who: access.Of(r.Context()).Name})
	s.alertDone(w, r, "alert made", f("name"), err)
}

// changeAlert pauses an alert, lets it go on, gives its messages another chance, or removes it.
func (s *Server) changeAlert(w http.ResponseWriter, r *http.Request) {
	ctx, id, do := r.Context(), r.PathValue("id"), r.PostFormValue("do")
	a, err := s.Desk.Store.Alert(ctx, id)
	if err == nil {
		switch record := s.Desk.Store; do {
		case "pause":
			err = record.PauseAlert(ctx, id, "by "+access.Of(ctx).Name)
		case "resume":
			err = record.PauseAlert(ctx, id, "")
		case "again":
			err = record.ReviveMessages(ctx, id, s.Now().UTC().Format(time.RFC3339))
		case "remove":
			err = record.DeleteAlert(ctx, id)
		default:
			err = fmt.Errorf("an alert is paused, resumed, tried again or removed, not %q: %w", do, readout.ErrInvalid)
		}
	}
	s.alertDone(w, r, "alert: "+do, a.Name, err)
}

// alertDone notes in the audit what was done, and goes back to the list.
func (s *Server) alertDone(w http.ResponseWriter, r *http.Request, what, name string, err error) {
	if err == nil {
		err = s.Desk.Store.Note(r.Context(), store.Act{At: s.Now().UTC().Format(time.RFC3339), Who: access.Of(r.Context()).Name, What: what, Detail: name})
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/alerts", http.StatusSeeOther)
}

package feed

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"readout"
	"readout/internal/desk"
	"readout/internal/fetch"
	"readout/internal/store"
)

// Options say how alerts are carried out.
type Options struct {
	Desk    *desk.Desk
	Base    string  // address of the desk in links, without a slash at its end
	Private bool    // messages may go to private addresses, and without TLS
	Mail    *Mailer // nil sends none
	Now     func() time.Time
	Log     *slog.Logger
}

// Alerts look for new statements and send them. They are safe for concurrent use, also by
// several programs on one record. Each statement is told once; a message is sent until it is
// taken, so that after a break it may come twice, with the same id.
type Alerts struct {
	Options
	client *http.Client
	swept  time.Time // when old messages were last removed
}

// NewAlerts returns alerts that are carried out by [Alerts.Run].
func NewAlerts(o Options) *Alerts {
	return &Alerts{Options: o, client: &http.Client{
		Timeout: postTimeout,
		Transport: &http.Transport{DialContext: fetch.PublicDialer(o.Private).DialContext, TLSHandshakeTimeout: 10 * time.Second,
			ResponseHeaderTimeout: postTimeout, MaxResponseHeaderBytes: 64 << 10, IdleConnTimeout: time.Minute},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// every is how often alerts look.
const every = 10 * time.Second

// Run looks and sends until ctx ends.
func (a *Alerts) Run(ctx context.Context) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := a.Step(ctx); err != nil && ctx.Err() == nil {
			a.Log.Error("alerts", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Step looks once for new statements and sends what is due.
func (a *Alerts) Step(ctx context.Context) error {
	alerts, err := a.Desk.Store.Alerts(ctx)
	if err != nil || len(alerts) == 0 {
		return err
	}
	var errs []error
	for i := range alerts {
		if al := &alerts[i]; al.Paused == "" {
			err := cmp.Or(a.look(ctx, al), a.digest(ctx, al))
			if err != nil && !errors.Is(err, store.ErrTaken) {
				errs = append(errs, fmt.Errorf("alert %q: %w", al.Name, err))
			}
		}
	}
	return errors.Join(append(errs, a.deliver(ctx), a.sweep(ctx))...)
}

const (
	pagesAtOnce = 200 // changed pages that are looked at in one go
	perMessage  = 25  // statements
)

// look finds the statements that came in since, and keeps messages of them. Only pages that
// came in after the alert was made count: one that is read anew has nothing new to tell.
func (a *Alerts) look(ctx context.Context, al *store.Alert) error {
	for {
		changes, err := a.Desk.Store.Settled(ctx, al.Seen, pagesAtOnce)
		if err != nil || len(changes) == 0 {
			return err
		}
		m := store.Matched{Alert: al, Seen: changes[len(changes)-1].Seq}
		found, err := a.found(ctx, al, changes)
		if err != nil {
			return err
		}
		for i := range found {
			m.Statements = append(m.Statements, found[i].Statement.ID)
		}
		if al.Webhook != "" {
			if m.Messages, err = a.messages(al, found); err != nil {
				return err
			}
		}
		if err := a.Desk.Store.KeepMatched(ctx, &m); err != nil {
			return err
		}
		al.Seen = m.Seen
	}
}

// found returns the statements of changed pages that an alert has not found before.
func (a *Alerts) found(ctx context.Context, al *store.Alert, changes []store.Change) ([]store.Arrived, error) {
	q, err := a.Desk.Query(al.Query)
	if errors.Is(err, readout.ErrInvalid) {
		return nil, errors.Join(err, a.Desk.Store.PauseAlert(ctx, al.ID, "the query cannot be read: "+err.Error()))
	} else if err != nil {
		return nil, err
	}
	pages := make([]int64, len(changes))
	for i, c := range changes {
		pages[i] = c.Page
	}
	on, err := a.Desk.Store.On(ctx, q, pages)
	if err != nil {
		return nil, err
	}
	byID := make(map[readout.StatementID]*store.Arrived)
	var ids []readout.StatementID
	for i := range on {
		id := on[i].Statement.ID
		if byID[id] == nil && on[i].Came >= al.Created {
			byID[id] = &on[i]
			ids = append(ids, id)
		}
	}
	if ids, err = a.Desk.Store.Unmatched(ctx, al.ID, ids); err != nil {
		return nil, err
	}
	var out []store.Arrived
	for _, id := range ids {
		out = append(out, *byID[id])
	}
	return out, nil
}

// A Wish is an alert that somebody wants.
type Wish struct {
	Name, Query   string
	Webhook, Mail string // one of them, or both
	Weekly        bool   // the digest by mail
	Who           string
}

// The bounds of an alert's fields, in bytes.
const (
	maxName    = 100
	maxQuery   = 4000
	maxAddress = 2000
)

// Add makes an alert of a wish. It looks at what comes in from now on. Mistakes wrap
// [readout.ErrInvalid].
func (a *Alerts) Add(ctx context.Context, w Wish) (store.Alert, error) {
	now := stamp(a.Now())
	al := store.Alert{ID: newID("alert_"), Name: strings.TrimSpace(w.Name), Query: strings.TrimSpace(w.Query), Webhook: strings.TrimSpace(w.Webhook),
		Days: 1, Who: w.Who, Created: now, Digested: now}
	if w.Weekly {
		al.Days = 7
	}
	to, err := a.recipient(w.Mail)
	if err != nil {
		return al, err
	}
	al.Mail = to
	switch {
	case al.Name == "" || len(al.Name) > maxName:
		return al, wrong("an alert has a name of at most %d letters", maxName)
	case len(al.Query) > maxQuery:
		return al, wrong("the query is longer than %d letters", maxQuery)
	case al.Webhook == "" && al.Mail == "":
		return al, wrong("an alert goes to a web address, by mail, or both")
	}
	if _, err := a.Desk.Query(al.Query); err != nil {
		return al, err
	}
	if al.Webhook != "" {
		if err := a.checkAddress(al.Webhook); err != nil {
			return al, err
		}
		al.Secret = newSecret()
	}
	if al.Seen, err = a.Desk.Store.LastChange(ctx); err != nil {
		return al, err
	}
	return al, a.Desk.Store.AddAlert(ctx, al)
}

// checkAddress refuses what can be no address of a webhook. Whether it leads to a private
// network shows when it is sent to.
func (a *Alerts) checkAddress(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(address) > maxAddress:
		return wrong("%q is no address of the web", shortened(address, 200))
	case u.Scheme == "http" && !a.Private:
		return wrong("%q has no TLS: begin it with https://", shortened(address, 200))
	}
	return nil
}

func (a *Alerts) recipient(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	to, err := mail.ParseAddress(text)
	switch {
	case err != nil:
		return "", wrong("%q is no mail address", shortened(text, 200))
	case a.Mail == nil:
		return "", wrong("this desk sends no mail: readout serve --smtp says by which server it does")
	case !a.Mail.Allows(to.Address):
		return "", wrong("this desk sends no mail to %q: readout serve --mail-to says to whom it does", shortened(to.Address, 200))
	}
	return to.Address, nil
}

// Week is how far a preview looks back.
const Week = 7 * 24 * time.Hour

// Preview returns the statements that a query would have sent in the last week, at most limit
// of them, the last to come in first, and how many there are.
func (a *Alerts) Preview(ctx context.Context, text string, limit int) ([]store.Arrived, int, error) {
	q, err := a.Desk.Query(text)
	if err != nil {
		return nil, 0, err
	}
	since := stamp(a.Now().Add(-Week))
	list, err := a.Desk.Store.Newcomers(ctx, q, since, limit)
	if err != nil {
		return nil, 0, err
	}
	n, err := a.Desk.Store.CountNewcomers(ctx, q, since)
	return list, n, err
}

// A mistake is one of whoever makes an alert.
type mistake string

func (m mistake) Error() string { return string(m) }
func (mistake) Unwrap() error   { return readout.ErrInvalid }

func wrong(format string, args ...any) error { return mistake(fmt.Sprintf(format, args...)) }

// newID is a name that nobody else makes.
func newID(prefix string) string {
	b := make([]byte, 18)
	_, _ = rand.Read(b) // never fails
	return prefix + base64.RawURLEncoding.EncodeToString(b)
}

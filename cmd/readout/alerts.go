package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/user"
	"time"

	"readout"
	"readout/internal/desk"
	"readout/internal/feed"
	"readout/internal/store"
)

type alertsCommand struct {
	List    alertsList    `cmd:"" default:"withargs" help:"The alerts, with what became of their last messages."`
	Preview alertsPreview `cmd:"" help:"What an alert or a query would have sent in the last week."`
	Pause   alertsPause   `cmd:"" help:"Send nothing for now; what comes in meanwhile is found later."`
	Resume  alertsResume  `cmd:"" help:"Send again."`
	Remove  alertsRemove  `cmd:"" help:"Remove an alert with all its messages."`
}

func (alertsCommand) Help() string {
	return `Alerts are made on the desk's page of alerts, and sent by readout serve while it runs. An alert is named by its id or its name.

Examples:
  readout alerts
  readout alerts preview Refusals
  readout alerts preview --query 'kind:refusal speaker:Ansley'
  readout alerts pause Refusals`
}

type alertsList struct {
	Record recordFlags `embed:""`
}

func (c *alertsList) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	list, err := record.Alerts(ctx)
	if err != nil {
		return advise(err)
	}
	for i := range list {
		if err := showAlert(ctx, e, record, &list[i]); err != nil {
			return advise(err)
		}
	}
	if len(list) == 0 {
		fmt.Fprintln(e.Stderr, "readout: no alerts; editors make them on the desk's page of alerts")
	}
	return nil
}

// lastMessages is how many messages of an alert are counted up.
const lastMessages = 50

func showAlert(ctx context.Context, e *env, record *store.Store, a *store.Alert) error {
	messages, err := record.Messages(ctx, a.ID, lastMessages)
	if err != nil {
		return err
	}
	state := "sends"
	if a.Paused != "" {
		state = "paused: " + a.Paused
	}
	fmt.Fprintf(e.Stdout, "%s  %s  %s\n", clean(a.ID), clean(a.Name), clean(state))
	fmt.Fprintf(e.Stdout, "  query: %s\n", clean(a.Query))
	if a.Webhook != "" {
		fmt.Fprintf(e.Stdout, "  to: %s\n", clean(a.Webhook))
	}
	if a.Mail != "" {
		fmt.Fprintf(e.Stdout, "  to: %s, every %s\n", clean(a.Mail), desk.Plural(a.Days, "day"))
	}
	fmt.Fprintf(e.Stdout, "  made by %s on %s\n", clean(cmp.Or(a.Who, "nobody")), day10(a.Created))
	of := make(map[string]int)
	for _, m := range messages {
		of[m.State]++
		if m.State == store.MessageDead && of[m.State] == 1 {
			fmt.Fprintf(e.Stdout, "  given up: %s\n", clean(m.Reason))
		}
	}
	_, err = fmt.Fprintf(e.Stdout, "  of the last %d messages %d sent, %d due, %d given up\n", len(messages), of[store.MessageSent], of[store.MessageDue], of[store.MessageDead])
	return err
}

// findAlert returns the alert with an id, or with a name that no other one has.
func findAlert(ctx context.Context, record *store.Store, name string) (store.Alert, error) {
	list, err := record.Alerts(ctx)
	if err != nil {
		return store.Alert{}, advise(err)
	}
	var found []store.Alert
	for _, a := range list {
		if a.ID == name {
			return a, nil
		}
		if a.Name == name {
			found = append(found, a)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return store.Alert{}, fmt.Errorf("no alert %q: readout alerts lists them: %w", name, readout.ErrNotFound)
	}
	return store.Alert{}, usageError{fmt.Errorf("%d alerts have the name %q: give the id", len(found), name)}
}

type alertsPreview struct {
	Alert  string      `arg:"" optional:"" help:"The alert."`
	Query  string      `placeholder:"QUERY" help:"A query instead, of an alert to be made."`
	Limit  int         `default:"20" help:"How many statements are shown (default: ${default})."`
	Record recordFlags `embed:""`
}

func (c *alertsPreview) Run(ctx context.Context, e *env) (err error) {
	if (c.Alert == "") == (c.Query == "") {
		return usageError{errors.New("name an alert, or give a query with --query")}
	}
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	query := c.Query
	if c.Alert != "" {
		a, err := findAlert(ctx, record, c.Alert)
		if err != nil {
			return err
		}
		query = a.Query
	}
	asked, err := e.desk(ctx, record)
	if err != nil {
		return err
	}
	alerts := feed.NewAlerts(feed.Options{Desk: asked, Now: time.Now, Log: e.Log})
	hits, n, err := alerts.Preview(ctx, query, max(c.Limit, 0))
	if err != nil {
		return asUsage(err)
	}
	for i := range hits {
		h := &hits[i]
		fmt.Fprintf(e.Stdout, "%s  %s  %s\n", day10(h.Came), clean(h.Sentence.Text), clean(pageRef(&h.Page)))
	}
	fmt.Fprintf(e.Stderr, "readout: %s in the last week\n", desk.Plural(n, "statement"))
	return nil
}

type alertsPause struct {
	Alert  string      `arg:"" help:"The alert."`
	Record recordFlags `embed:""`
}

func (c *alertsPause) Run(ctx context.Context) error {
	return changeAlert(ctx, c.Record, c.Alert, "alert: pause", func(s *store.Store, a *store.Alert) error {
		return s.PauseAlert(ctx, a.ID, "by "+whoami())
	})
}

type alertsResume struct {
	Alert  string      `arg:"" help:"The alert."`
	Record recordFlags `embed:""`
}

func (c *alertsResume) Run(ctx context.Context) error {
	return changeAlert(ctx, c.Record, c.Alert, "alert: resume", func(s *store.Store, a *store.Alert) error { return s.PauseAlert(ctx, a.ID, "") })
}

type alertsRemove struct {
	Alert  string      `arg:"" help:"The alert."`
	Record recordFlags `embed:""`
}

func (c *alertsRemove) Run(ctx context.Context) error {
	return changeAlert(ctx, c.Record, c.Alert, "alert: remove", func(s *store.Store, a *store.Alert) error { return s.DeleteAlert(ctx, a.ID) })
}

// changeAlert changes an alert, and notes in the audit who did.
func changeAlert(ctx context.Context, flags recordFlags, name, what string, change func(*store.Store, *store.Alert) error) (err error) {
	record, err := flags.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	a, err := findAlert(ctx, record, name)
	if err != nil {
		return err
	}
	if err := change(record, &a); err != nil {
		return advise(err)
	}
	return advise(record.Note(ctx, store.Act{At: time.Now().UTC().Format(time.RFC3339), Who: whoami(), What: what, Detail: a.Name}))
}

// whoami names who types commands here.
func whoami() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username + " on the command line"
	}
	return "the command line"
}

// alertFlags say how a desk sends alerts.
type alertFlags struct {
	AllowPrivate bool     `help:"Let alerts go to private addresses, and without TLS."`
	SMTP         string   `name:"smtp" placeholder:"HOST:PORT" env:"READOUT_SMTP" help:"The server by which alerts are mailed (default: none are)."`
	SMTPUser     string   `name:"smtp-user" placeholder:"NAME" env:"READOUT_SMTP_USER" help:"Who signs in there; the password is in READOUT_SMTP_PASSWORD."`
	SMTPPassword string   `name:"smtp-password" hidden:"" env:"READOUT_SMTP_PASSWORD"`
	MailFrom     string   `placeholder:"ADDRESS" env:"READOUT_MAIL_FROM" help:"The sender of mail."`
	MailTo       []string `placeholder:"ADDRESS" env:"READOUT_MAIL_TO" help:"To whom mail may be sent: addresses, or domains such as @example.org; may be repeated."`
}

// alerts are those of a desk that is reached at base.
func (f *alertFlags) alerts(d *desk.Desk, base string, log *slog.Logger) (*feed.Alerts, error) {
	o := feed.Options{Desk: d, Base: base, Private: f.AllowPrivate, Now: time.Now, Log: log}
	if f.SMTP == "" {
		if f.SMTPUser != "" || f.MailFrom != "" || len(f.MailTo) > 0 {
			return nil, usageError{errors.New("--smtp-user, --mail-from and --mail-to go with --smtp")}
		}
		return feed.NewAlerts(o), nil
	}
	o.Mail = &feed.Mailer{Server: f.SMTP, User: f.SMTPUser, Password: f.SMTPPassword, From: f.MailFrom, To: f.MailTo}
	if err := o.Mail.Check(); err != nil {
		return nil, usageError{err}
	}
	return feed.NewAlerts(o), nil
}

package main

import (
	"errors"
	"log/slog"
	"time"

	"readout/internal/desk"
	"readout/internal/feed"
)

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

package feed

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout"
	"readout/internal/cite"
	"readout/internal/desk"
	"readout/internal/store"
)

// A Mailer sends mail by one server. Without TLS it speaks to this machine only.
type Mailer struct {
	Server   string // host:port; port 465 is TLS from the beginning, others by STARTTLS
	User     string // "" signs in as nobody
	Password string
	From     string      // an address
	To       []string    // to whom it may send: addresses, and domains with "@" before them
	TLS      *tls.Config // nil is the usual one
}

// Check tells of mistakes in the settings.
func (m *Mailer) Check() error {
	if host, port, err := net.SplitHostPort(m.Server); err != nil || host == "" || port == "" {
		return wrong("--smtp %q: want HOST:PORT, such as mail.example.org:587", m.Server)
	}
	if from, err := mail.ParseAddress(m.From); err != nil || from.Address != m.From {
		return wrong("--mail-from %q: want a mail address", m.From)
	}
	for _, to := range m.To {
		if a, err := mail.ParseAddress(cmp.Or(to, "-")); !strings.HasPrefix(to, "@") && (err != nil || a.Address != to) {
			return wrong("--mail-to %q: want a mail address, or a domain such as @example.org", to)
		}
	}
	if len(m.To) == 0 {
		return wrong("--smtp wants --mail-to: the addresses and domains (@example.org) that mail may be sent to")
	}
	return nil
}

// Allows reports whether mail may be sent to an address.
func (m *Mailer) Allows(address string) bool {
	at := strings.LastIndexByte(address, '@')
	return at > 0 && slices.ContainsFunc(m.To, func(to string) bool {
		return strings.EqualFold(to, address) || strings.HasPrefix(to, "@") && strings.EqualFold(to, address[at:])
	})
}

const sendTimeout = 2 * time.Minute

// send hands a message to the server. What the server says against the recipient or the
// message itself is lasting.
func (m *Mailer) send(ctx context.Context, to string, message []byte) error {
	host, port, err := net.SplitHostPort(m.Server)
	if err != nil {
		return err
	}
	settings := m.TLS.Clone()
	if settings == nil {
		settings = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	settings.ServerName = cmp.Or(settings.ServerName, host)
	conn, err := (&net.Dialer{Timeout: 20 * time.Second}).DialContext(ctx, "tcp", m.Server)
	if err != nil {
		return err
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(sendTimeout)) // of a network connection
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if port == "465" {
		conn = tls.Client(conn, settings)
	}
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := m.greet(c, host, settings); err != nil {
		return err
	}
	return m.hand(c, to, message)
}

// greet begins TLS and signs in.
func (m *Mailer) greet(c *smtp.Client, host string, settings *tls.Config) error {
	if _, sealed := c.TLSConnectionState(); !sealed {
		ok, _ := c.Extension("STARTTLS")
		switch {
		case ok:
			if err := c.StartTLS(settings); err != nil {
				return fmt.Errorf("STARTTLS: %w", err)
			}
		case !ownMachine(host):
			return fmt.Errorf("%s offers no STARTTLS: mail is not sent in the clear", m.Server)
		}
	}
	if m.User == "" {
		return nil
	}
	if err := c.Auth(smtp.PlainAuth("", m.User, m.Password, host)); err != nil {
		return fmt.Errorf("signing in as %q: %w", m.User, err)
	}
	return nil
}

func ownMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (m *Mailer) hand(c *smtp.Client, to string, message []byte) error {
	if err := c.Mail(m.From); err != nil {
		return fmt.Errorf("from %s: %w", m.From, err)
	}
	if err := c.Rcpt(to); err != nil {
		return permanent(fmt.Errorf("to %s: %w", to, err))
	}
	w, err := c.Data()
	if err != nil {
		return permanent(err)
	}
	if _, err := w.Write(message); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return permanent(err)
	}
	_ = c.Quit() // the message is taken
	return nil
}

// permanent makes an error lasting where the server says that it is.
func permanent(err error) error {
	var said *textproto.Error
	if errors.As(err, &said) && said.Code >= 500 {
		return lasting{error: err}
	}
	return err
}

// post sends a digest.
func (a *Alerts) post(ctx context.Context, al *store.Alert, m *store.Message) error {
	switch {
	case a.Mail == nil:
		return errors.New("this desk sends no mail now: readout serve --smtp says by which server it does")
	case !a.Mail.Allows(al.Mail):
		return fmt.Errorf("this desk sends no mail to %s any more: readout serve --mail-to says to whom it does", al.Mail)
	}
	return a.Mail.send(ctx, al.Mail, m.Body)
}

const (
	inDigest   = 100    // statements that are shown
	maxDigests = 20_000 // statements that one digest stands for
)

// digest keeps a digest where a day or a week has gone by and something was found.
func (a *Alerts) digest(ctx context.Context, al *store.Alert) error {
	if al.Mail == "" || a.Mail == nil {
		return nil
	}
	last, err := time.Parse(time.RFC3339, al.Digested)
	if err != nil {
		return err
	}
	period := time.Duration(al.Days) * 24 * time.Hour
	until := last.Add(a.Now().Sub(last).Truncate(period))
	if !until.After(last) {
		return nil
	}
	ids, _, err := a.Desk.Store.Undigested(ctx, al.ID, maxDigests)
	if err != nil {
		return err
	}
	m, err := a.digestOf(ctx, al, ids)
	if err == nil {
		err = a.Desk.Store.KeepDigest(ctx, al, stamp(until), ids, m)
	}
	al.Digested = stamp(until)
	return err
}

// digestOf makes the message of a digest, nil where there is nothing to tell.
func (a *Alerts) digestOf(ctx context.Context, al *store.Alert, ids []readout.StatementID) (*store.Message, error) {
	var hits []store.Hit
	gone := 0
	for _, id := range ids {
		h, err := a.Desk.Store.Statement(ctx, id)
		switch {
		case errors.Is(err, readout.ErrNotFound): // taken out or read anew since
			gone++
			continue
		case err != nil:
			return nil, err
		}
		if hits = append(hits, h); len(hits) == inDigest {
			break
		}
	}
	if len(hits) == 0 {
		return nil, nil
	}
	now := stamp(a.Now())
	m := &store.Message{ID: newID("msg_"), Alert: al.ID, Kind: kindMail, Holds: len(ids) - gone, Created: now, Due: now, State: store.MessageDue}
	var err error
	m.Body, err = a.letter(al, m, hits)
	return m, err
}

// letter writes a digest as a message of mail: as plain text, and the same as HTML.
func (a *Alerts) letter(al *store.Alert, m *store.Message, hits []store.Hit) ([]byte, error) {
	var b bytes.Buffer
	parts := multipart.NewWriter(&b)
	subject := fmt.Sprintf("%s: %s", shortened(al.Name, maxName), counted(m.Holds))
	domain := a.Mail.From[strings.LastIndexByte(a.Mail.From, '@')+1:]
	for _, h := range [][2]string{
		{"From", "readout <" + a.Mail.From + ">"}, {"To", al.Mail}, {"Subject", mime.QEncoding.Encode("utf-8", subject)},
		{"Date", a.Now().UTC().Format(time.RFC1123Z)}, {"Message-ID", "<" + m.ID + "@" + domain + ">"}, {"Auto-Submitted", "auto-generated"},
		{"MIME-Version", "1.0"}, {"Content-Type", "multipart/alternative; boundary=" + parts.Boundary()},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", h[0], h[1])
	}
	b.WriteString("\r\n")
	text, html := a.digestText(al, m, hits)
	for _, p := range [][2]string{{"text/plain; charset=utf-8", text}, {"text/html; charset=utf-8", html}} {
		w, err := parts.CreatePart(textproto.MIMEHeader{"Content-Type": {p[0]}, "Content-Transfer-Encoding": {"quoted-printable"}})
		if err != nil {
			return nil, err
		}
		q := quotedprintable.NewWriter(w)
		if _, err := q.Write([]byte(p[1])); err != nil {
			return nil, err
		}
		if err := q.Close(); err != nil {
			return nil, err
		}
	}
	err := parts.Close()
	return b.Bytes(), err
}

func counted(n int) string {
	if n == 1 {
		return "1 new statement"
	}
	return fmt.Sprintf("%d new statements", n)
}

func (a *Alerts) digestText(al *store.Alert, m *store.Message, hits []store.Hit) (text, html string) {
	var t, h strings.Builder
	search := at(a.Base+"/search", url.Values{"q": {al.Query}})
	head := counted(m.Holds) + " for: " + cmp.Or(shortened(al.Query, 300), "all")
	fmt.Fprintf(&t, "%s\n%s\n\n", head, search)
	fmt.Fprintf(&h, `<!doctype html><html lang="en"><body style="font-family: Georgia, serif; max-width: 42em"><p><a href="%s">%s</a></p>`, hrefOf(search), escaped(head))
	for i := range hits {
		st := &hits[i].Statement
		link, words := StatementURL(a.Base, st.ID), shortened(cite.Words(st), maxWords)
		about := fmt.Sprintf("%s; said: %s; %s, %s", cite.How(st.Kind), desk.When(hits[i].Said), cmp.Or(shortened(string(hits[i].Article.Headline), 200), "no headline"), Outlet(&hits[i].Article))
		fmt.Fprintf(&t, "%s:\n  %s\n  %s\n  %s\n\n", Voice(st), words, about, link)
		fmt.Fprintf(&h, `<p><b>%s</b><br>%s<br><small>%s · <a href="%s">the statement</a></small></p>`, escaped(Voice(st)), escaped(words), escaped(about), hrefOf(link))
	}
	if more := m.Holds - len(hits); more > 0 {
		fmt.Fprintf(&t, "And %d more: %s\n\n", more, search)
		fmt.Fprintf(&h, `<p>And <a href="%s">%d more</a>.</p>`, hrefOf(search), more)
	}
	where := a.Base + "/alerts"
	fmt.Fprintf(&t, "-- \nThe alert %q of the desk: %s\n", shortened(al.Name, maxName), where)
	fmt.Fprintf(&h, `<p><small>The alert %s of <a href="%s">the desk</a>.</small></p></body></html>`, escaped(shortened(al.Name, maxName)), hrefOf(where))
	return strings.ReplaceAll(t.String(), "\n", "\r\n"), h.String()
}

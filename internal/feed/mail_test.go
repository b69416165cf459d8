package feed

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"mime"
	"mime/multipart"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"readout/internal/desktest"
	"readout/internal/store"
)

// A postOffice is a server of mail that answers as it is told.
type postOffice struct {
	mu   sync.Mutex
	fail []*smtp.SMTPError // of the next messages
	got  []letter
}

type letter struct {
	sealed   bool
	from, to string
	data     string
}

type postSession struct {
	office   *postOffice
	conn     *smtp.Conn
	letter   letter
	signedIn bool
}

func (s *postSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *postSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "desk" || password != "secret" {
			return smtp.ErrAuthFailed
		}
		s.signedIn = true
		return nil
	}), nil
}

func (s *postSession) Mail(from string, _ *smtp.MailOptions) error {
	_, s.letter.sealed = s.conn.TLSConnectionState()
	s.letter.from = from
	if !s.signedIn {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *postSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.letter.to = to
	return nil
}

func (s *postSession) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.letter.data = string(b)
	s.office.mu.Lock()
	defer s.office.mu.Unlock()
	if len(s.office.fail) > 0 {
		err := s.office.fail[0]
		s.office.fail = s.office.fail[1:]
		return err
	}
	s.office.got = append(s.office.got, s.letter)
	return nil
}

func (s *postSession) Reset()        {}
func (s *postSession) Logout() error { return nil }

// open starts the server, and returns who sends by it.
func (o *postOffice) open(t *testing.T) *Mailer {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	pair, pool := certificate(t)
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &postSession{office: o, conn: c}, nil }))
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{pair}}
	server.Domain = "mail.example"
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { server.Close() })
	return &Mailer{Server: listener.Addr().String(), User: "desk", Password: "secret", From: "desk@example.org", To: []string{"@example.net"}, TLS: &tls.Config{RootCAs: pool}}
}

func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	own, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(own)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

// TestAlerts_mail sends one digest a day, by a server that is busy at first.
func TestAlerts_mail(t *testing.T) {
	d := desktest.Sample(t)
	office := &postOffice{fail: []*smtp.SMTPError{{Code: 451, Message: "busy"}}}
	a, c, _ := newTest(t, d, true)
	a.Mail = office.open(t)
	if err := a.Mail.Check(); err != nil {
		t.Fatal(err)
	}
	al, err := a.Add(t.Context(), Wish{Name: "Brücken\r\nBcc: all@example.net", Query: "bridge", Mail: "Ana <ana@example.net>"})
	if err != nil {
		t.Fatal(err)
	}
	ingest(t, d, "open the <b>bridge</b>", true)
	ingest(t, d, "close the bridge", true)
	for range 3 {
		step(t, a)
		c.add(time.Hour)
	}
	if len(office.got) > 0 {
		t.Fatalf("a digest came on the first day: %+v", office.got)
	}
	c.add(21 * time.Hour)
	step(t, a) // busy
	c.add(time.Hour)
	step(t, a)
	step(t, a)
	if len(office.got) != 1 {
		messages, err := d.Store.Messages(t.Context(), al.ID, 10)
		t.Fatalf("%d letters came; messages %+v, %v", len(office.got), messages, err)
	}
	l := office.got[0]
	if !l.sealed || l.from != "desk@example.org" || l.to != "ana@example.net" {
		t.Errorf("letter %+v", l)
	}
	text, html := parts(t, l.data)
	for _, words := range []string{"2 new statements for: bridge", "open the <b>bridge</b>", "close the bridge", "http://desk.example/statement/", "Margit Ansley"} {
		if !strings.Contains(text, words) {
			t.Errorf("the text has no %q:\n%s", words, text)
		}
	}
	if strings.Contains(html, "<b>bridge") || !strings.Contains(html, "&lt;b&gt;bridge") {
		t.Errorf("words are markup: %s", html)
	}
	for range 3 { // nothing new: no letter
		c.add(24 * time.Hour)
		step(t, a)
	}
	ingest(t, d, "paint the bridge", true)
	step(t, a)
	c.add(24 * time.Hour)
	step(t, a)
	if len(office.got) != 2 || strings.Contains(office.got[1].data, "close the") {
		t.Errorf("after another page: %d letters", len(office.got))
	}
}

// parts returns what a letter says as text and as HTML, and looks at its head.
func parts(t *testing.T, data string) (text, html string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Brücken Bcc: all@example.net: 2 new statements" || m.Header.Get("Bcc") != "" {
		t.Errorf("subject %q, %v", subject, err)
	}
	if id := m.Header.Get("Message-Id"); !strings.HasPrefix(id, "<msg_") || !strings.HasSuffix(id, "@example.org>") {
		t.Errorf("id %s", id)
	}
	_, p, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	r := multipart.NewReader(m.Body, p["boundary"])
	for _, into := range []*string{&text, &html} {
		part, err := r.NextPart()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		*into = string(b)
	}
	return text, html
}

// TestAlerts_refused gives a letter up that nobody will take.
func TestAlerts_refused(t *testing.T) {
	d := desktest.Sample(t)
	office := &postOffice{fail: []*smtp.SMTPError{{Code: 550, Message: "no such user"}}}
	a, c, _ := newTest(t, d, true)
	a.Mail = office.open(t)
	al, err := a.Add(t.Context(), Wish{Name: "Bridges", Query: "bridge", Mail: "ana@example.net", Weekly: true})
	if err != nil {
		t.Fatal(err)
	}
	ingest(t, d, "open the bridge", true)
	step(t, a)
	c.add(7 * 24 * time.Hour)
	step(t, a)
	got, err := d.Store.Messages(t.Context(), al.ID, 10)
	if err != nil || len(got) != 1 || got[0].State != store.MessageDead || !strings.Contains(got[0].Reason, "no such user") {
		t.Errorf("messages %+v, %v", got, err)
	}
}

func TestMailer(t *testing.T) {
	m := &Mailer{Server: "mail.example.org:587", From: "desk@example.org", To: []string{"ana@example.net", "@Example.com"}}
	if err := m.Check(); err != nil {
		t.Error(err)
	}
	for address, want := range map[string]bool{"ANA@example.net": true, "bo@example.com": true, "bo@example.net": false, "bo@not-example.com": false, "@example.com": false} {
		if got := m.Allows(address); got != want {
			t.Errorf("allows %s: %t", address, got)
		}
	}
	for _, bad := range []*Mailer{{Server: "mail", From: "a@b.example", To: []string{"@b.example"}}, {Server: "mail:25", From: "nobody", To: []string{"@b.example"}},
		{Server: "mail:25", From: "a@b.example"}, {Server: "mail:25", From: "a@b.example", To: []string{"everybody"}}} {
		if bad.Check() == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

// TestMailer_wrongPassword may be put right: the letter is not given up.
func TestMailer_wrongPassword(t *testing.T) {
	m := (&postOffice{}).open(t)
	m.Password = "guess"
	err := m.send(t.Context(), "ana@example.net", []byte("Subject: x\r\n\r\nx"))
	var l lasting
	if err == nil || errors.As(err, &l) || !strings.Contains(err.Error(), `signing in as "desk"`) {
		t.Errorf("%v", err)
	}
}

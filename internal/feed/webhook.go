package feed

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout"
	"readout/internal/cite"
	"readout/internal/fetch"
	"readout/internal/store"
)

// Webhooks follow the Standard Webhooks specification: the message's id, the time of the try
// and the signature of both with the body stand in headers of their own.

const (
	kindWebhook = "webhook"
	kindMail    = "mail"
	postTimeout = 20 * time.Second

	secretPrefix = "whsec_"
	found        = "statements.found" // the type of message there is
)

// A Payload is the body of a webhook's message.
type Payload struct {
	Type      string      `json:"type"`      // "statements.found"
	Timestamp string      `json:"timestamp"` // when the message was made, RFC 3339
	Data      PayloadData `json:"data"`
}

// A PayloadData is what an alert found.
type PayloadData struct {
	Alert      PayloadAlert `json:"alert"`
	Statements []Told       `json:"statements"`
}

// A PayloadAlert names an alert.
type PayloadAlert struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Query string `json:"query"`
}

// A Told is a statement in a message.
type Told struct {
	ID        readout.StatementID `json:"id"`
	URL       string              `json:"url"` // on the desk
	Kind      readout.Kind        `json:"kind"`
	Words     string              `json:"words"`
	Speaker   *readout.Party      `json:"speaker"`
	Addressee *readout.Party      `json:"addressee"`
	Said      readout.Interval    `json:"said"`
	Headline  readout.Opt         `json:"headline"`
	Outlet    string              `json:"outlet"`
	Page      readout.PageID      `json:"page"`
	Via       readout.Opt         `json:"via"`  // the words on their page in the web
	Came      string              `json:"came"` // when the page came in
}

// messages makes the messages that tell of statements.
func (a *Alerts) messages(al *store.Alert, hits []store.Arrived) ([]store.Message, error) {
	now := stamp(a.Now())
	var out []store.Message
	for chunk := range slices.Chunk(hits, perMessage) {
		p := Payload{Type: found, Timestamp: now, Data: PayloadData{Alert: PayloadAlert{al.ID, al.Name, al.Query}}}
		for i := range chunk {
			p.Data.Statements = append(p.Data.Statements, a.told(&chunk[i]))
		}
		body, err := json.Marshal(p)
		if err != nil {
			return nil, err
		}
		out = append(out, store.Message{ID: newID("msg_"), Alert: al.ID, Kind: kindWebhook, Body: body, Holds: len(chunk), Created: now, Due: now, State: store.MessageDue})
	}
	return out, nil
}

func (a *Alerts) told(h *store.Arrived) Told {
	st := &h.Statement
	return Told{ID: st.ID, URL: StatementURL(a.Base, st.ID), Kind: st.Kind, Words: shortened(cite.Words(st), maxWords), Speaker: st.Speaker,
		Addressee: st.Addressee, Said: h.Said, Headline: h.Article.Headline, Outlet: Outlet(&h.Article), Page: h.Page.ID, Via: readout.Opt(cite.Link(&h.Hit)), Came: h.Came}
}

// call posts a message to a webhook.
func (a *Alerts) call(ctx context.Context, al *store.Alert, m *store.Message) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, al.Webhook, bytes.NewReader(m.Body))
	if err != nil {
		return lasting{error: fmt.Errorf("not a web address: %w", err)}
	}
	at := strconv.FormatInt(a.Now().Unix(), 10)
	signature, err := Sign(al.Secret, m.ID, at, m.Body)
	if err != nil {
		return lasting{error: err}
	}
	h := req.Header
	h.Set("Content-Type", "application/json")
	h.Set("User-Agent", "readout")
	h.Set("webhook-id", m.ID)
	h.Set("webhook-timestamp", at)
	h.Set("webhook-signature", signature)
	res, err := a.client.Do(req)
	if err != nil {
		return unreached(err)
	}
	defer res.Body.Close()
	_, _ = io.CopyN(io.Discard, res.Body, 64<<10) // so that the connection can be used again
	return refusal(res)
}

// refusal is what an answer says against a message, nil where it took it.
func refusal(res *http.Response) error {
	err := fmt.Errorf("the server answered %s", shortened(res.Status, 80))
	switch {
	case res.StatusCode >= 200 && res.StatusCode < 300:
		return nil
	case res.StatusCode == http.StatusGone:
		return lasting{error: err, stop: true}
	case res.StatusCode >= 300 && res.StatusCode < 400:
		return fmt.Errorf("%w; redirects are not followed", err)
	}
	if n, bad := strconv.Atoi(res.Header.Get("Retry-After")); bad == nil && n > 0 {
		return later{error: err, wait: time.Duration(min(n, int(maxWait/time.Second))) * time.Second}
	}
	return err
}

// unreached says why there was no answer, without the address: it may hold a secret.
func unreached(err error) error {
	if fetch.IsPrivate(err) {
		return errors.New("leads to a private address, which is refused; readout serve --allow-private permits it")
	}
	var of *url.Error
	if errors.As(err, &of) {
		err = of.Err
	}
	return err
}

// newSecret makes what the messages of an alert are signed with.
func newSecret() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	return secretPrefix + base64.StdEncoding.EncodeToString(b)
}

// Sign returns the header webhook-signature of a message: version 1, HMAC with SHA-256 over
// its id, the time of the try and its body.
func Sign(secret, id, timestamp string, body []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil || len(key) == 0 {
		return "", errors.New("the alert has no secret to sign with")
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.", id, timestamp)
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
}

package feed

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"readout"
	"readout/article"
	"readout/internal/desk"
	"readout/internal/desktest"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
)

// A clock goes where a test puts it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// ingest brings a page in, as readout ingest does.
func ingest(t *testing.T, d *desk.Desk, words string, link bool) {
	t.Helper()
	reader, err := d.Reader()
	if err != nil {
		t.Fatal(err)
	}
	page := source.Page{ID: words, Form: article.Body, Headline: "Bridge", Published: "2026-03-04",
		Bytes: fmt.Appendf(nil, "PORT ASHER (Inland Wire) - \"We will %s,\" Foreign Secretary Margit Ansley said on Monday.", words)}
	in := &pipeline.Ingester{Store: d.Store, Read: reader.Read, Stages: reader.Stages()}
	pages := func(yield func(source.Page, error) bool) { yield(page, nil) }
	if got, err := in.Run(t.Context(), pages); err != nil || got.Failed > 0 {
		t.Fatal(got, err)
	}
	if link {
		if _, err := pipeline.Link(t.Context(), d.Store, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// A receiver is a webhook's server that answers as it is told.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	status []int // of the next answers; 200 when there are none left
	got    []received
}

type received struct {
	header  http.Header
	body    []byte
	payload Payload
}

func newReceiver(t *testing.T, status ...int) *receiver {
	r := &receiver{status: status}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		m := received{header: req.Header, body: body}
		if err := json.Unmarshal(body, &m.payload); err != nil {
			t.Error(err)
		}
		if err != nil {
			t.Error(err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.got = append(r.got, m)
		if len(r.status) > 0 {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(r.status[0])
			r.status = r.status[1:]
		}
	}))
	t.Cleanup(r.Close)
	return r
}

// words are those of all statements that were received, in order.
func (r *receiver) words() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for _, m := range r.got {
		for _, st := range m.payload.Data.Statements {
			out = append(out, st.Words)
		}
	}
	return out
}

func newTest(t *testing.T, d *desk.Desk, private bool) (*Alerts, *clock, *strings.Builder) {
	t.Helper()
	c := &clock{now: time.Now().Truncate(time.Second)}
	var log strings.Builder
	return NewAlerts(Options{Desk: d, Base: "http://desk.example", Private: private, Now: c.Now, Log: slog.New(slog.NewTextHandler(&log, nil))}), c, &log
}

func step(t *testing.T, a *Alerts) {
	t.Helper()
	if err := a.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestAlerts_webhook has a server that fails at first: each statement comes, again and again
// with one id, until it is taken, and then never more.
func TestAlerts_webhook(t *testing.T) {
	d := desktest.Sample(t)
	r := newReceiver(t, 500, 302, 429)
	a, c, _ := newTest(t, d, true)
	al, err := a.Add(t.Context(), Wish{Name: "Bridges", Query: "speaker:Ansley bridge", Webhook: r.URL, Who: "ana"})
	if err != nil {
		t.Fatal(err)
	}
	step(t, a)
	if n := len(r.words()); n > 0 {
		t.Fatalf("%d statements were sent that were there before", n)
	}
	ingest(t, d, "open the bridge", false)
	step(t, a)
	if n := len(r.words()); n > 0 {
		t.Fatalf("%d statements were sent of a page that is not linked yet", n)
	}
	if _, err := pipeline.Link(t.Context(), d.Store, nil); err != nil {
		t.Fatal(err)
	}
	ingest(t, d, "close the harbour", true) // not asked for
	for range 4 {
		step(t, a)
		step(t, a) // nothing is due yet
		c.add(time.Hour)
	}
	if got := r.words(); len(got) != 4 {
		t.Fatalf("sent %d times, want 3 failures and 1 success: %q", len(got), got)
	}
	for i, m := range r.got {
		if m.header.Get("webhook-id") != r.got[0].header.Get("webhook-id") || !bytes.Equal(m.body, r.got[0].body) {
			t.Errorf("try %d has another id or body", i+1)
		}
		sent, err := strconv.ParseInt(m.header.Get("webhook-timestamp"), 10, 64)
		if err != nil || sent < c.Now().Unix()-5*3600 || i > 0 && m.header.Get("webhook-timestamp") == r.got[i-1].header.Get("webhook-timestamp") {
			t.Errorf("try %d: time stamp %s", i+1, m.header.Get("webhook-timestamp"))
		}
		want, err := Sign(al.Secret, m.header.Get("webhook-id"), m.header.Get("webhook-timestamp"), m.body)
		if err != nil || m.header.Get("webhook-signature") != want {
			t.Errorf("try %d: signature %s, want %s (%v)", i+1, m.header.Get("webhook-signature"), want, err)
		}
	}
	told := r.got[0].payload.Data.Statements[0]
	if told.Words != "“We will open the bridge”" && told.Words != "“We will open the bridge,”" || told.URL != "http://desk.example/statement/"+string(told.ID) || told.Speaker.Name == "" {
		t.Errorf("told %+v", told)
	}
	// A page that is read again tells nothing new; the next one does.
	reader, err := d.Reader()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Again(t.Context(), d.Store, reader, []readout.PageID{told.Page}, nil); err != nil {
		t.Fatal(err)
	}
	ingest(t, d, "paint the bridge", true)
	step(t, a)
	step(t, a)
	if got := r.words(); len(got) != 5 || !strings.Contains(got[4], "paint") {
		t.Errorf("after another page: %q", got)
	}
	messages, err := d.Store.Messages(t.Context(), al.ID, 10)
	if err != nil || len(messages) != 2 || messages[0].State != store.MessageSent || messages[1].State != store.MessageSent || messages[1].Tries != 4 {
		t.Errorf("messages %+v, %v", messages, err)
	}
}

// TestAlerts_killed ends the program while a message is sent: it comes again.
func TestAlerts_killed(t *testing.T) {
	d := desktest.Sample(t)
	ctx, stop := context.WithCancel(t.Context())
	hang := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		_, _ = io.Copy(io.Discard, req.Body)
		stop() // the message has come, and the program ends before it knows
		<-req.Context().Done()
	}))
	t.Cleanup(hang.Close)
	a, c, _ := newTest(t, d, true)
	if _, err := a.Add(t.Context(), Wish{Name: "Bridges", Query: "bridge", Webhook: hang.URL}); err != nil {
		t.Fatal(err)
	}
	ingest(t, d, "open the bridge", true)
	a.Run(ctx)
	due, err := d.Store.DueMessages(t.Context(), stamp(c.Now().Add(lease)), 10)
	if err != nil || len(due) != 1 {
		t.Fatalf("%d messages are due after the program ended, %v", len(due), err)
	}
	if now, err := d.Store.DueMessages(t.Context(), stamp(c.Now()), 10); err != nil || len(now) != 0 {
		t.Errorf("a message that may be on its way is due at once: %v, %v", now, err)
	}
}

// TestAlerts_dead gives up after some days and says why; somebody may try again.
func TestAlerts_dead(t *testing.T) {
	d := desktest.Sample(t)
	var failures []int
	for range 60 {
		failures = append(failures, http.StatusBadGateway)
	}
	r := newReceiver(t, failures...)
	a, c, _ := newTest(t, d, true)
	al, err := a.Add(t.Context(), Wish{Name: "Bridges", Query: "bridge", Webhook: r.URL})
	if err != nil {
		t.Fatal(err)
	}
	ingest(t, d, "open the bridge", true)
	for range 40 {
		step(t, a)
		c.add(3 * time.Hour)
	}
	got, err := d.Store.Messages(t.Context(), al.ID, 10)
	if err != nil || len(got) != 1 || got[0].State != store.MessageDead || !strings.Contains(got[0].Reason, "given up after 3 days") || !strings.Contains(got[0].Reason, "502") {
		t.Fatalf("messages %+v, %v", got, err)
	}
	tries := len(r.got)
	if tries < 8 || tries > 25 {
		t.Errorf("tried %d times in three days", tries)
	}
	r.status = nil
	if err := d.Store.ReviveMessages(t.Context(), al.ID, stamp(c.Now())); err != nil {
		t.Fatal(err)
	}
	step(t, a)
	if len(r.got) != tries+1 || r.got[tries].header.Get("webhook-id") != r.got[0].header.Get("webhook-id") {
		t.Errorf("tried again: %d messages after %d", len(r.got), tries)
	}
}

// TestAlerts_gone stops an alert whose server says that it is gone.
func TestAlerts_gone(t *testing.T) {
	d := desktest.Sample(t)
	r := newReceiver(t, http.StatusGone)
	a, _, _ := newTest(t, d, true)
	al, err := a.Add(t.Context(), Wish{Name: "Bridges", Query: "bridge", Webhook: r.URL})
	if err != nil {
		t.Fatal(err)
	}
	ingest(t, d, "open the bridge", true)
	step(t, a)
	if al, err = d.Store.Alert(t.Context(), al.ID); err != nil || !strings.Contains(al.Paused, "410") {
		t.Errorf("paused %q, %v", al.Paused, err)
	}
}

// TestAlerts_private sends nothing into the machine or its network.
func TestAlerts_private(t *testing.T) {
	d := desktest.Sample(t)
	r := newReceiver(t)
	a, _, _ := newTest(t, d, false)
	al, err := a.Add(t.Context(), Wish{Name: "Bridges", Query: "bridge", Webhook: strings.Replace(r.URL, "http:", "https:", 1)})
	if err != nil {
		t.Fatal(err)
	}
	ingest(t, d, "open the bridge", true)
	step(t, a)
	got, err := d.Store.Messages(t.Context(), al.ID, 10)
	if err != nil || len(got) != 1 || got[0].State != store.MessageDue || !strings.Contains(got[0].Reason, "private address") || len(r.got) > 0 {
		t.Errorf("messages %+v, %v; %d came", got, err, len(r.got))
	}
}

// TestAlerts_two has two programs look at one record: nothing is told twice.
func TestAlerts_two(t *testing.T) {
	d := desktest.Sample(t)
	r := newReceiver(t)
	a, c, _ := newTest(t, d, true)
	other := NewAlerts(Options{Desk: d, Base: "http://desk.example", Private: true, Now: c.Now, Log: a.Log})
	if _, err := a.Add(t.Context(), Wish{Name: "Bridges", Query: "bridge", Webhook: r.URL}); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		ingest(t, d, fmt.Sprintf("open the bridge of %c", 'A'+i), true)
		var group sync.WaitGroup
		for _, each := range []*Alerts{a, other} {
			group.Go(func() {
				if err := each.Step(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	}
	step(t, a)
	if got := r.words(); len(got) != 3 {
		t.Errorf("told %q, want 3 statements once", got)
	}
}

func TestAlerts_Add(t *testing.T) {
	d := desktest.Sample(t)
	a, _, _ := newTest(t, d, false)
	for want, w := range map[string]Wish{
		"has a name":       {Query: "x", Webhook: "https://example.org/"},
		"by mail, or both": {Name: "x"},
		"no address":       {Name: "x", Webhook: "javascript:alert(1)"},
		"has no TLS":       {Name: "x", Webhook: "http://example.org/"},
		"has no )":         {Name: "x", Query: "(a", Webhook: "https://example.org/"},
		"sends no mail":    {Name: "x", Mail: "ana@example.org"},
		"no mail address":  {Name: "x", Mail: "ana\r\nBcc: all@example.org"},
	} {
		if _, err := a.Add(t.Context(), w); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", w, err, want)
		}
	}
	if list, n, err := a.Preview(t.Context(), "kind:refusal", 3); err != nil || len(list) != 3 || n < 3 {
		t.Errorf("preview of %d and %d, %v", len(list), n, err)
	}
}

func TestSign(t *testing.T) {
	// The example of the Standard Webhooks specification's own verifier.
	got, err := Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; err != nil || got != want {
		t.Errorf("signature %s, want %s (%v)", got, want, err)
	}
}

func TestWait(t *testing.T) {
	before := time.Duration(0)
	for n := 1; n < 40; n++ {
		w := wait(n, nil)
		if w < firstWait/2 || w > maxWait || w < before/4 {
			t.Errorf("after try %d: %s", n, w)
		}
		before = w
	}
	if w := wait(1, later{wait: time.Hour}); w != time.Hour {
		t.Errorf("asked to wait an hour: %s", w)
	}
}

package web

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"readout"
	"readout/internal/queue"
	"readout/internal/store"
)

// A visitor asks a server without a browser.
type visitor struct {
	t   *testing.T
	url string
}

// get returns a page's status and source.
func (v visitor) get(path string) (int, string) {
	v.t.Helper()
	res, err := http.Get(v.url + path)
	if err != nil {
		v.t.Fatal(err)
	}
	return v.read(res)
}

// post sends a form and returns the page that it leads to.
func (v visitor) post(path string, form url.Values) (int, string) {
	v.t.Helper()
	res, err := http.PostForm(v.url+path, form)
	if err != nil {
		v.t.Fatal(err)
	}
	return v.read(res)
}

func (v visitor) read(res *http.Response) (int, string) {
	v.t.Helper()
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

// newest returns the newest hit of a query.
func newest(t *testing.T, s *Server, text string) store.Hit {
	t.Helper()
	q, err := s.Desk.Query(text)
	if err != nil {
		t.Fatal(err)
	}
	for h, err := range s.Desk.Store.Search(t.Context(), q, store.SearchOptions{Limit: 1}) {
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	t.Fatalf("nothing is found by %s", text)
	return store.Hit{}
}

func TestCorrections(t *testing.T) {
	server, s := sampleServer(t)
	v := visitor{t, server.URL}
	st := newest(t, s, `speaker:"Daniel Corrow" kind:refusal`).Statement
	at := "/statement/" + string(st.ID)
	if _, page := v.get(at); !strings.Contains(page, `value="merge-speaker"`) || !strings.Contains(page, "Daniel Corrow</bdi>”, on every page") {
		t.Error("the statement's page cannot say that all of its speaker's words are somebody else's")
	}
	if status, page := v.post("/correct", url.Values{"kind": {"speaker"}, "statement": {string(st.ID)}, "speaker": {"margit-ansley"}, "why": {"<b>misread</b>"}, "back": {at}}); status != 200 || !strings.Contains(page, "corrected") || !strings.Contains(page, "Margit Ansley") {
		t.Errorf("after another speaker was given: %d", status)
	}
	if _, page := v.get("/corrections"); !strings.Contains(page, "Daniel Corrow → Margit Ansley") || strings.Contains(page, "<b>misread") || !strings.Contains(page, "local") {
		t.Error("the log does not tell of it")
	}
	if status, page := v.post("/correct", url.Values{"kind": {"wrong"}, "statement": {string(st.ID)}, "back": {at}}); status != http.StatusGone || !strings.Contains(page, "Put it back") {
		t.Errorf("a statement that was taken out: %d", status)
	}
	for _, n := range []string{"2", "1"} {
		v.post("/correct", url.Values{"kind": {"undo"}, "undoes": {n}, "back": {"/corrections"}})
	}
	if got, err := s.Desk.Store.Statement(t.Context(), st.ID); err != nil || got.Statement.Speaker.ID != "daniel-corrow" || got.Statement.Review != "" {
		t.Errorf("after both were taken back: %+v, %v", got.Statement.Speaker, err)
	}
	if status, log := v.get("/corrections.jsonl"); status != 200 || strings.Count(log, "\n") != 4 {
		t.Errorf("the log has %d lines", strings.Count(log, "\n"))
	}
	if status, page := v.post("/correct", url.Values{"kind": {"split-speaker"}, "statement": {string(st.ID)}, "q": {"kind:refusal"}, "speaker": {"Dan Corrow"}, "back": {"/corrections"}}); status != 200 || !strings.Contains(page, "Daniel Corrow → Dan Corrow") {
		t.Errorf("parting two of one name: %d", status)
	}
	treaty := newest(t, s, `issue:peace-treaty`)
	if _, page := v.get("/issue/peace-treaty"); !strings.Contains(page, `value="split-issue"`) {
		t.Error("the issue's page cannot say that part of it is another one")
	}
	if status, page := v.post("/correct", url.Values{"kind": {"split-issue"}, "from": {"peace-treaty"}, "q": {"page:" + string(treaty.Page.ID)}, "issues": {"ceasefire"}, "back": {"/corrections"}}); status != 200 || !strings.Contains(page, "ceasefire") {
		t.Errorf("parting an issue: %d", status)
	}
	for _, form := range []url.Values{{"kind": {"split-issue"}, "from": {"peace-treaty"}, "q": {"kind:refusal"}, "issues": {"no-such"}}, {"kind": {"split-speaker"}, "statement": {string(st.ID)}, "speaker": {"x"}}, {"kind": {"speaker"}, "statement": {"none"}}, {"kind": {"date"}, "page": {"x"}, "date": {"soon"}}, {"kind": {"undo"}, "undoes": {"x"}}} {
		if status, page := v.post("/correct", form); status < 400 || status >= 500 || !strings.Contains(page, "<h1>") {
			t.Errorf("%v: %d", form, status)
		}
	}
}

func TestValidation(t *testing.T) {
	server, s := sampleServer(t)
	v := visitor{t, server.URL}
	if status, page := v.post("/validate", url.Values{"n": {"30"}, "q": {"kind:direct"}}); status != 200 || strings.Count(page, `name="verdict" value="right"`) != perSheet {
		t.Fatalf("a new sample: %d", status)
	}
	list, err := s.Desk.Store.Drawings(t.Context())
	if err != nil || len(list) != 1 || list[0].Size != 30 {
		t.Fatalf("drawings %+v, %v", list, err)
	}
	_, ids, err := s.Desk.Store.Drawing(t.Context(), list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[readout.StatementID]bool)
	for i, id := range ids[:10] {
		seen[id] = true
		verdict := judgedRight
		if i == 0 {
			verdict = judgedSpeaker
		}
		if i == 1 {
			verdict = judgedNone
		}
		v.post("/validate/"+list[0].ID, url.Values{"statement": {string(id)}, "verdict": {verdict}, "back": {"/"}})
	}
	if len(seen) != 10 {
		t.Error("a statement was drawn twice")
	}
	_, page := v.get("/validate/" + list[0].ID + "?page=2")
	for _, want := range []string{"10 judged", "80.0 %", "(8 of 10)", "between 49.0 and 94.3 %", "(9 of 10)", "(8 of 9)"} {
		if !strings.Contains(page, want) {
			t.Errorf("the figures lack %q", want)
		}
	}
	if status, _ := v.post("/validate/"+list[0].ID, url.Values{"statement": {"none"}, "verdict": {judgedRight}}); status != http.StatusBadRequest {
		t.Errorf("a judgement on what was not drawn: %d", status)
	}
}

// TestOperate reads one page again, and holds that a failed page can be tried again.
func TestOperate(t *testing.T) {
	server, s := sampleServer(t)
	v := visitor{t, server.URL}
	h := newest(t, s, "")
	if status, page := v.get("/operate"); status != 200 || !strings.Contains(page, "28 pages") || !strings.Contains(page, "sample-actors.toml") && !strings.Contains(page, "actors.toml") {
		t.Errorf("operate: %d", status)
	}
	before, err := s.Desk.Store.Record(t.Context(), h.Page.ID)
	if err != nil {
		t.Fatal(err)
	}
	if status, _ := v.post("/operate/again", url.Values{"page": {string(h.Page.ID)}, "back": {"/operate"}}); status != 200 {
		t.Errorf("reading a page again: %d", status)
	}
	after, err := s.Desk.Store.Record(t.Context(), h.Page.ID)
	if err != nil || len(after.Statements) != len(before.Statements) {
		t.Errorf("%d statements of %d, %v", len(after.Statements), len(before.Statements), err)
	}
}

// What workers gave up is shown with its reason, and can be put back.
func TestOperate_queue(t *testing.T) {
	server, s := sampleServer(t)
	v := visitor{t, server.URL}
	if _, page := v.get("/operate"); strings.Contains(page, "Work on the queue") {
		t.Error("a queue with nothing on it is shown")
	}
	if _, err := s.Queue.Put(t.Context(), queue.Job{ID: "read <b>x", Kind: queue.Read}, queue.Job{ID: "fetch y", Kind: queue.Fetch}); err != nil {
		t.Fatal(err)
	}
	held, err := s.Queue.Take(t.Context(), queue.Read, 1)
	if err == nil {
		err = s.Queue.Bury(t.Context(), "the page is damaged", held...)
	}
	if err != nil {
		t.Fatal(err)
	}
	_, page := v.get("/operate")
	for _, want := range []string{"Work on the queue", `>fetch</th><td class="num">1</td>`, "read &lt;b&gt;x", "the page is damaged", "Try 1 job again"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if status, page := v.post("/operate/replay", nil); status != 200 || strings.Contains(page, "the page is damaged") {
		t.Errorf("putting back: %d", status)
	}
	if held, err := s.Queue.Take(t.Context(), queue.Read, 1); err != nil || len(held) != 1 {
		t.Errorf("%d put back, %v", len(held), err)
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	if d := s.queued(gone); d.Failed == "" || len(d.Kinds) > 0 {
		t.Errorf("a queue that does not answer: %+v", d)
	}
}

func TestCorrectPages(t *testing.T) {
	server, _ := sampleServer(t)
	visitor{t, server.URL}.post("/validate", url.Values{"n": {"5"}})
	for _, path := range []string{"/corrections", "/validate", "/operate", "/api"} {
		for _, name := range []string{"phone", "wide-dark"} {
			t.Run(name+path, func(t *testing.T) {
				t.Parallel()
				b := open(t, server.URL, looks[name])
				b.visit(path)
				b.accessible()
				b.shot("correct" + strings.ReplaceAll(path, "/", "-") + "-" + name)
				b.clean()
			})
		}
	}
}

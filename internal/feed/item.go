package feed

import (
	"cmp"
	"context"
	"fmt"
	"html"
	"net/url"
	"strings"
	"time"

	"readout"
	"readout/internal/cite"
	"readout/internal/desk"
	"readout/internal/export"
	"readout/internal/link"
	"readout/internal/query"
	"readout/internal/store"
)

// maxWords is how much of a statement is told, in code points.
const maxWords = 2000

// Statements returns the feed of a query. Base is the address of the desk, without a slash at
// its end; text is the query as it was written.
func Statements(ctx context.Context, s *store.Store, q query.Query, base, text string) (*Feed, error) {
	got, err := s.Newcomers(ctx, q, "", Size)
	if err != nil {
		return nil, err
	}
	v := url.Values{}
	if text != "" {
		v.Set("q", text)
	}
	f := &Feed{ID: export.QueryIRI(export.Statements, v.Encode()), Title: "readout: " + cmp.Or(shortened(text, 120), "all statements"), Home: at(base+"/search", v)}
	for i := range got {
		f.Items = append(f.Items, ofStatement(&got[i], base))
	}
	return f, nil
}

// Events returns the feed of the newest events that are asked for. Asked is the parameters
// of the list, as it has them in its address.
func Events(ctx context.Context, s *store.Store, q store.EventQuery, base string, asked url.Values) (*Feed, error) {
	q.Limit = Size
	events, err := s.Events(ctx, q)
	if err != nil {
		return nil, err
	}
	var pages []string
	for i := range events {
		for _, m := range events[i].Members {
			pages = append(pages, hash(m.Page))
		}
	}
	came, err := s.CameOf(ctx, pages)
	if err != nil {
		return nil, err
	}
	f := &Feed{ID: export.QueryIRI(export.Events, asked.Encode()), Title: "readout: events", Home: at(base+"/events", asked)}
	for i := range events {
		f.Items = append(f.Items, ofEvent(&events[i], base, came))
	}
	return f, nil
}

func hash(id readout.PageID) string { return strings.TrimPrefix(string(id), "sha256:") }

func at(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

func ofStatement(a *store.Arrived, base string) Item {
	st := &a.Statement
	words := shortened(cite.Words(st), maxWords)
	where := Outlet(&a.Article) + ", " + desk.When(a.Article.Published)
	it := Item{ID: export.StatementIRI(&a.Hit), URL: StatementURL(base, st.ID), Via: cite.Link(&a.Hit),
		Title: Voice(st) + ": " + shortened(cite.Words(st), 140), Author: Outlet(&a.Article), Said: day(a.Said), Updated: updated(a),
		Text: words + "\n" + cite.How(st.Kind) + "; said: " + desk.When(a.Said) + "; " + cmp.Or(string(a.Article.Headline), "no headline") + " (" + where + ")",
		Tags: append([]string{string(st.Kind)}, st.Issues...)}
	it.HTML = "<blockquote>" + escaped(words) + "</blockquote><p>" + escaped(cite.How(st.Kind)) + "; said: " + escaped(desk.When(a.Said)) +
		"</p><p><cite>" + escaped(cmp.Or(string(a.Article.Headline), "no headline")) + "</cite>, " + escaped(where) + "</p>"
	return it
}

// Voice names who speaks, with the side, and to whom.
func Voice(st *readout.Statement) string {
	who := "speaker unknown"
	if st.Speaker != nil {
		who = cmp.Or(desk.PartyName(st.Speaker), who)
	}
	if st.Addressee != nil {
		who += " to " + desk.PartyName(st.Addressee)
	}
	return shortened(who, 200)
}

// Outlet is on whose page a statement stands, else whose text it is.
func Outlet(h *store.Head) string {
	return cmp.Or(string(h.Publisher), string(h.Agency), "publisher unknown")
}

// StatementURL is where the desk shows a statement.
func StatementURL(base string, id readout.StatementID) string {
	return base + "/statement/" + url.PathEscape(string(id))
}

// updated is when a statement's page came in. Where that was not noted it is the day on
// which the page was saved, else that on which it was published.
func updated(a *store.Arrived) time.Time {
	if t, err := time.Parse(time.RFC3339, a.Came); err == nil {
		return t
	}
	for _, d := range []readout.Day{a.Page.Captured, a.Article.Published.Latest} {
		if t, err := time.Parse(time.DateOnly, string(d)); err == nil {
			return t
		}
	}
	return time.Unix(0, 0).UTC()
}

// day is the beginning of a day that is known, else zero. That on which a page was saved says
// nothing of what it tells.
func day(i readout.Interval) time.Time {
	t, err := time.Parse(time.DateOnly, string(i.Day()))
	if err != nil || i.Basis == readout.Capture {
		return time.Time{}
	}
	return t
}

func ofEvent(ev *link.Event, base string, came map[string]string) Item {
	var who []string
	for i := range ev.Participants {
		who = append(who, ev.Participants[i].Name)
	}
	title := ev.Kind
	if len(who) > 0 {
		title += ": " + strings.Join(who, ", ")
	}
	pages := make(map[readout.PageID]bool)
	last := time.Unix(0, 0).UTC()
	for _, m := range ev.Members {
		pages[m.Page] = true
		if t, err := time.Parse(time.RFC3339, came[hash(m.Page)]); err == nil && t.After(last) {
			last = t
		}
	}
	about := []string{desk.StatusName(ev), desk.When(ev.Date)}
	if ev.Place != "" {
		about = append(about, "in "+string(ev.Place))
	}
	text := strings.Join(append(about, fmt.Sprintf("told on pages: %d", len(pages))), "; ")
	return Item{ID: export.EventIRI(ev), URL: base + "/event/" + url.PathEscape(string(ev.ID)),
		Title: shortened(title, 200), Text: text, HTML: "<p>" + escaped(text) + "</p>", Said: day(ev.Date), Updated: last,
		Tags: append([]string{ev.Kind, string(ev.Status)}, ev.Issues...)}
}

// escaped is text as HTML. What turns round the order of letters ends with it.
func escaped(s string) string { return "<bdi>" + html.EscapeString(s) + "</bdi>" }

// shortened is text on one line, of at most n code points.
func shortened(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n])) + " …"
}

// hrefOf is an address as the value of an attribute.
func hrefOf(address string) string { return html.EscapeString(address) }

// Package position tells how somebody's words on a matter were put over time.
//
// [Find] takes statements with their sentences and days, and gives them in order of time,
// grouped by formula: what is said of the matter ("possible", "within reach"), with the
// first and the last use of each, the points at which one formula follows another, the
// questions asked and answered, and how openly the sources are given. Every figure comes
// with what it is a part of and its range of days; statements without a known day are
// counted apart and are in no order. Statements that several pages carry count once.
package position

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"readout"
	"readout/internal/quote"
	"readout/internal/store"
	"readout/issue"
	"readout/text"
)

// An Ask is what a position is made of.
type Ask struct {
	Hits    []store.Hit                         // statements on the matter, also questions and refusals
	Replies map[readout.StatementID][]store.Hit // by question: the statements that answer it, whatever they speak of
	Of      func(*readout.Party) bool           // whose position; nil for everybody's

	Issue    string                      // its id; "" for everything that is said
	Issues   *issue.Set                  // that knows the issue
	Annotate func(string) *text.Document // for the trees of what was said; nil leaves formulas out
	Phrase   string                      // a phrase whose uses are counted, or ""
}

// A Cite is a statement as it is cited.
type Cite struct {
	Statement readout.StatementID         `json:"statement"`
	Speaker   *readout.Party              `json:"speaker" jsonschema:"nullable"`
	Kind      readout.Kind                `json:"kind"`
	Level     readout.Level               `json:"level"`
	Setting   readout.Opt                 `json:"setting"`
	Chain     readout.List[readout.Party] `json:"chain"`
	Said      readout.Interval            `json:"said"`
	Words     string                      `json:"words"`    // what was said, as the page has it
	Spans     readout.List[readout.Span]  `json:"spans"`    // these words in the article's text
	Verbatim  bool                        `json:"verbatim"` // the speaker's own words, not a paraphrase
	Article   store.Head                  `json:"article"`
	Page      readout.Page                `json:"page"`
	Carriers  int                         `json:"carriers"` // pages that carry it
}

// A Share is a part of a number.
type Share struct {
	Name string `json:"name"`
	N    int    `json:"n"`
	Of   int    `json:"of"`
}

// A Report is a position over time.
type Report struct {
	Statements int         `json:"statements"` // of whose position it is: not questions, each once
	Dated      int         `json:"dated"`      // of these, with a day known to within a month
	Undated    int         `json:"undated"`
	Pages      int         `json:"pages"`
	From       readout.Day `json:"from"` // of the dated ones
	To         readout.Day `json:"to"`

	Kinds    readout.List[Share]   `json:"kinds"`
	Levels   readout.List[Share]   `json:"levels"`
	Formulas readout.List[Formula] `json:"formulas"` // in order of first use
	Changes  readout.List[Change]  `json:"changes"`  // of one side's words
	Asked    Asked                 `json:"asked"`
	Phrase   *Use                  `json:"phrase" jsonschema:"nullable"`
	Timeline readout.List[Cite]    `json:"timeline"` // dated statements in order
	Other    readout.List[Cite]    `json:"undated_statements"`
}

// Find makes a report. Its time grows with the number of statements and of formulas.
func Find(a Ask) Report {
	var r Report
	all := merge(a.statements())
	pages := make(map[readout.PageID]bool)
	for i := range a.Hits {
		if h := &a.Hits[i]; a.counts(h) {
			pages[h.Page.ID] = true
		}
	}
	r.Statements, r.Pages = len(all), len(pages)
	for _, c := range all {
		if Dated(c.Said) {
			r.Timeline = append(r.Timeline, c)
		} else {
			r.Other = append(r.Other, c)
		}
	}
	slices.SortStableFunc(r.Timeline, earlier)
	r.Dated, r.Undated = len(r.Timeline), len(r.Other)
	r.From, r.To = days(r.Timeline)
	r.Kinds = shares(all, []readout.Kind{readout.Direct, readout.Mixed, readout.Indirect, readout.Refusal}, func(c *Cite) readout.Kind { return c.Kind })
	r.Levels = shares(all, []readout.Level{readout.Named, readout.OfficeLevel, readout.Institution, readout.Unnamed, readout.OutletLevel, readout.UnknownSource}, func(c *Cite) readout.Level { return c.Level })
	r.Asked = a.asked()
	if a.Annotate != nil {
		all := a.read(slices.Concat(r.Timeline, r.Other))
		r.Formulas = formulas(all)
		r.Changes = changesBySide(all)
	}
	if a.Phrase != "" {
		r.Phrase = use(a.Phrase, all)
	}
	return r
}

// counts reports whether a hit is a statement of whose position is asked for.
func (a *Ask) counts(h *store.Hit) bool {
	return h.Statement.Kind != readout.Question && (a.Of == nil || a.Of(h.Statement.Speaker))
}

func (a *Ask) statements() []Cite {
	var out []Cite
	for i := range a.Hits {
		if h := &a.Hits[i]; a.counts(h) {
			out = append(out, cite(h))
		}
	}
	return out
}

func cite(h *store.Hit) Cite {
	st := &h.Statement
	parts := make([]string, len(st.Content))
	for i, sp := range st.Content {
		parts[i] = sp.Text
	}
	return Cite{Statement: st.ID, Speaker: st.Speaker, Kind: st.Kind, Level: st.Level, Setting: st.Setting, Chain: st.Chain, Said: h.Said,
		Words: strings.Join(parts, " … "), Spans: st.Content, Verbatim: st.Kind == readout.Direct, Article: h.Article, Page: h.Page, Carriers: 1}
}

// merge counts a statement that several pages carry once: the same words of the same
// speaker, on days that can be the same. The one dated most closely stays.
func merge(list []Cite) []Cite {
	slices.SortStableFunc(list, func(a, b Cite) int { return cmp.Compare(width(a.Said), width(b.Said)) })
	var out []Cite
	at := make(map[string][]int)
	for _, c := range list {
		k := sameAs(&c)
		same := func(i int) bool {
			return out[i].Page.ID != c.Page.ID && out[i].Said.Overlaps(c.Said)
		}
		if i := slices.IndexFunc(at[k], same); i >= 0 {
			out[at[k][i]].Carriers++
			continue
		}
		if len(at[k]) < maxSame {
			at[k] = append(at[k], len(out))
		}
		out = append(out, c)
	}
	return out
}

// maxSame bounds how many statements of the same words are compared with each other.
const maxSame = 50

func sameAs(c *Cite) string {
	var b strings.Builder
	if c.Speaker != nil {
		b.WriteString(cmp.Or(string(c.Speaker.ID), c.Speaker.Name))
	}
	for _, w := range quote.Words(c.Words) {
		b.WriteByte(' ')
		b.WriteString(w.Key)
	}
	return b.String()
}

// closely is how many days an interval may have for its statement to count as dated.
const closely = 31

// Dated reports whether a day is known closely enough for a statement to be put in order:
// to within a month.
func Dated(i readout.Interval) bool { return width(i) <= closely }

// width is the number of days of an interval beyond the first.
func width(i readout.Interval) int {
	const open = 1 << 30
	from, err := time.Parse(time.DateOnly, string(i.Earliest))
	if err != nil {
		return open
	}
	to, err := time.Parse(time.DateOnly, string(i.Latest))
	if err != nil {
		return open
	}
	return int(to.Sub(from).Hours() / 24)
}

// earlier orders by day; what is alike in that, by place.
func earlier(a, b Cite) int {
	return cmp.Or(cmp.Compare(a.Said.Earliest, b.Said.Earliest), cmp.Compare(a.Said.Latest, b.Said.Latest), cmp.Compare(a.Page.ID, b.Page.ID), cmp.Compare(start(&a), start(&b)))
}

func start(c *Cite) int {
	if len(c.Spans) == 0 {
		return 0
	}
	return c.Spans[0].Start
}

// days returns the first and last day of dated statements.
func days(list []Cite) (from, to readout.Day) {
	for _, c := range list {
		if from == "" || c.Said.Earliest < from {
			from = c.Said.Earliest
		}
		to = max(to, c.Said.Latest)
	}
	return from, to
}

// shares counts statements by a property, in the order of its values, without those that
// none has.
func shares[T ~string](list []Cite, values []T, of func(*Cite) T) []Share {
	n := make(map[T]int)
	for i := range list {
		n[of(&list[i])]++
	}
	var out []Share
	for _, v := range values {
		if n[v] > 0 {
			out = append(out, Share{cmp.Or(string(v), "none"), n[v], len(list)})
		}
	}
	return out
}

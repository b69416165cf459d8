package quote

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/internal/store"
)

// A Verdict is what became of a quotation.
type Verdict string

// The verdicts, the first that holds is given.
const (
	Exact        Verdict = "exact"        // word for word
	Near         Verdict = "near"         // with the differences marked
	SomeoneElse  Verdict = "someone else" // word for word or nearly, but not by who was asked for
	Paraphrase   Verdict = "paraphrase"   // the words of whoever tells it, or the same matter in other words
	Unattributed Verdict = "unattributed" // on a page, but in no statement
	NotFound     Verdict = "not found"    // in the pages of the record
)

// A Find is a statement that holds the words, or words like them.
type Find struct {
	Statement readout.StatementID         `json:"statement"`
	Speaker   *readout.Party              `json:"speaker"`
	Kind      readout.Kind                `json:"kind"`
	Level     readout.Level               `json:"level"`
	Setting   readout.Opt                 `json:"setting"`
	Chain     readout.List[readout.Party] `json:"chain"`
	Said      readout.Interval            `json:"said"`
	Words     string                      `json:"words"`    // as they stand on the page
	Verbatim  bool                        `json:"verbatim"` // whether they are the speaker's own, in quotation marks or of a transcript
	Diff      readout.List[Edit]          `json:"diff"`     // where they differ from the quotation
	Negation  bool                        `json:"negation"` // a word that denies is on one side only
	Sentence  readout.Span                `json:"sentence"` // of the article's text
	Spans     readout.List[readout.Span]  `json:"spans"`    // the words in the article's text
	Article   store.Head                  `json:"article"`
	Page      readout.Page                `json:"page"`
	Newer     readout.Opt                 `json:"newer"` // the page of the newest version, where this is an earlier one of an article that was changed

	cost int
}

// A PageFind is a page that has the words outside of its statements.
type PageFind struct {
	Article  store.Head   `json:"article"`
	Page     readout.Page `json:"page"`
	Headline bool         `json:"headline"` // they stand in the headline only
	Newer    readout.Opt  `json:"newer"`    // as in Find
	number   int64        // of the page
}

// A Headline is one that quotes a part of the words.
type Headline struct {
	Words   string       `json:"words"`
	Article store.Head   `json:"article"`
	Page    readout.Page `json:"page"`
}

// A Report is what is known of a quotation. Lists are in order of time, by the last day on
// which it can have been said; what is not dated comes last.
type Report struct {
	Quote   string      `json:"quote"`
	Speaker readout.Opt `json:"asked_speaker"`
	Verdict Verdict     `json:"verdict"`
	Meaning string      `json:"meaning"` // the verdict in a sentence
	// Earliest is the first carrier, of known day, of the exact or else nearest words; null
	// where no carrier's day is known. MayBeEarlier of the others have a day that is not
	// known and may lie before it.
	Earliest     *Find `json:"earliest" jsonschema:"nullable"`
	MayBeEarlier int   `json:"may_be_earlier"`

	Exact       readout.List[Find]     `json:"exact"`
	Near        readout.List[Find]     `json:"near"`
	SomeoneElse readout.List[Find]     `json:"someone_else"`
	Paraphrases readout.List[Find]     `json:"paraphrases"`
	Shortened   readout.List[Find]     `json:"shortened"` // have a part of the words in quotation marks
	Headlines   readout.List[Headline] `json:"headlines"` // of the pages above that quote a part of the words
	Pages       readout.List[PageFind] `json:"pages"`

	Scope Scope `json:"scope"`
}

// A Scope is what was searched.
type Scope struct {
	store.Scope
	Compared int  `json:"compared"` // statements compared word by word
	Cut      bool `json:"cut"`      // more statements share words than were compared
}

// An Ask is what is to be judged.
type Ask struct {
	Quote   Quote
	Speaker string                    // as asked for, "" for anybody
	By      func(*readout.Party) bool // whether it is who was asked for; nil for anybody
	Hits    []store.Hit               // statements that could hold it, from Candidates
	Pages   []PageFind                // pages that have the words, from Candidates
	Scope   Scope
	Newer   map[readout.PageID]readout.PageID // of pages that are earlier versions: the newest
}

// Judge compares a quotation with statements.
func Judge(a Ask) Report {
	r := Report{Quote: a.Quote.Text, Speaker: readout.Opt(a.Speaker), Scope: a.Scope}
	r.Scope.Compared = len(a.Hits)
	on := make(map[readout.PageID]bool) // pages whose statements have the words
	for i := range a.Hits {
		h := &a.Hits[i]
		p := passage(&h.Statement)
		own := a.By == nil || a.By(h.Statement.Speaker)
		f, ok := compare(&a.Quote, h, p)
		switch {
		case !ok:
			a.lesser(&r, h, p, own)
			continue
		case f.cost == 0:
			on[h.Page.ID] = true
		}
		switch {
		case !f.Verbatim && own:
			r.Paraphrases = append(r.Paraphrases, f)
		case !f.Verbatim:
		case !own:
			r.SomeoneElse = append(r.SomeoneElse, f)
		case f.cost == 0:
			r.Exact = append(r.Exact, f)
		default:
			r.Near = append(r.Near, f)
		}
	}
	for _, p := range a.Pages {
		if !on[p.Page.ID] {
			r.Pages = append(r.Pages, p)
		}
	}
	a.unrepeat(&r)
	r.order()
	a.headlines(&r)
	r.decide()
	return r
}

// compare finds the quotation in a statement, in the speaker's own words rather than in
// others.
func compare(q *Quote, h *store.Hit, p []spoken) (Find, bool) {
	most := limit(len(q.words))
	al, ok := align(q.words, p, most)
	if !ok || !telling(q, p, &al) {
		return Find{}, false
	}
	f := finding(h)
	f.cost = al.cost
	f.Verbatim = true
	for i := al.from; i < al.to; i++ {
		f.Verbatim = f.Verbatim && p[i].stretch > 0
	}
	f.show(h, p[al.from:al.to])
	if al.cost > 0 || slices.ContainsFunc(al.steps, func(s step) bool { return s.op == Omitted }) {
		f.Diff = edits(q, h, p, al.steps)
		f.Negation = slices.ContainsFunc(al.steps, func(s step) bool { return denies(q, p, s) })
	}
	return f, true
}

// denials are the words that turn a sentence round, as keys.
var denials = strings.Fields("not no never nobody nothing none nor neither cannot without")

// denies reports whether a step puts in or leaves out a word that denies.
func denies(q *Quote, p []spoken, s step) bool {
	neg := func(key string) bool {
		return slices.Contains(denials, key) || strings.HasSuffix(key, "nt") && Empty(key) // "isn't", "won't"
	}
	switch s.op {
	case Changed:
		return neg(q.words[s.q].Key) != neg(p[s.p].Key)
	case Missing:
		return neg(q.words[s.q].Key)
	case Added:
		return neg(p[s.p].Key)
	}
	return false
}

// telling reports whether the words that are the same, in whatever form, say something:
// half of those of the quotation that do.
func telling(q *Quote, p []spoken, al *alignment) bool {
	full, same := 0, 0
	for _, w := range q.words {
		if !w.added && !Empty(w.Key) {
			full++
		}
	}
	for _, s := range al.steps {
		if s.q >= 0 && s.p >= 0 && !Empty(q.words[s.q].Key) && sameForm(q.words[s.q].Key, p[s.p].Key) {
			same++
		}
	}
	return al.cost == 0 || same > 0 && 2*same >= full
}

func finding(h *store.Hit) Find {
	st := &h.Statement
	return Find{Statement: st.ID, Speaker: st.Speaker, Kind: st.Kind, Level: st.Level, Setting: st.Setting, Chain: st.Chain,
		Said: h.Said, Sentence: h.Sentence, Article: h.Article, Page: h.Page}
}

// show sets the words that were found and where they stand.
func (f *Find) show(h *store.Hit, p []spoken) {
	var parts []string
	for len(p) > 0 {
		n := 1
		for n < len(p) && p[n].span == p[0].span {
			n++
		}
		sp := cut(h.Statement.Content[p[0].span], p[0].Start, p[n-1].End)
		f.Spans = append(f.Spans, sp)
		parts = append(parts, sp.Text)
		p = p[n:]
	}
	f.Words = strings.Join(parts, " … ")
}

// cut returns the bytes [start, end) of a span as a span.
func cut(sp readout.Span, start, end int) readout.Span {
	from := sp.Start + len([]rune(sp.Text[:start]))
	text := sp.Text[start:end]
	return readout.Span{Start: from, End: from + len([]rune(text)), Text: text}
}

func edits(q *Quote, h *store.Hit, p []spoken, steps []step) []Edit {
	out := make([]Edit, len(steps))
	for i, s := range steps {
		out[i].Op = s.op
		if s.q >= 0 {
			out[i].Quote = q.printed(q.words[s.q])
		}
		if s.p >= 0 {
			w := p[s.p]
			out[i].Found = h.Statement.Content[w.span].Text[w.Start:w.End]
		}
	}
	return out
}

// lesser notes a statement that does not hold the quotation: one that has a part of it in
// quotation marks, or tells the same in other words.
func (a *Ask) lesser(r *Report, h *store.Hit, p []spoken, own bool) {
	if !own {
		return
	}
	if from, to, ok := part(&a.Quote, p); ok {
		f := finding(h)
		f.Verbatim = true
		f.show(h, p[from:to])
		r.Shortened = append(r.Shortened, f)
		return
	}
	if !alike(&a.Quote, p) {
		return
	}
	f := finding(h)
	f.show(h, p)
	f.cost = word * len(a.Quote.words)
	r.Paraphrases = append(r.Paraphrases, f)
}

// part returns the longest stretch of the speaker's own words that is a part of the
// quotation: two words or more, one of which says something.
func part(q *Quote, p []spoken) (from, to int, ok bool) {
	text := " " + strings.Join(q.pieces(asked.key), " ") + " "
	for i := 0; i < len(p); {
		n := 1
		for i+n < len(p) && p[i+n].stretch == p[i].stretch {
			n++
		}
		keys, says := run(p[i : i+n])
		if p[i].stretch > 0 && says && n > to-from && strings.Contains(text, " "+keys+" ") {
			from, to, ok = i, i+n, true
		}
		i += n
	}
	return from, to, ok
}

// alike reports whether a paraphrase has three in four of the words that say something, two
// or more.
func alike(q *Quote, p []spoken) bool {
	have := make(map[string]bool, len(p))
	for i := range p {
		if p[i].stretch > 0 {
			return false // words that could be compared, and are others
		}
		have[Stem(p[i].Key)] = true
	}
	full, shared := 0, 0
	for _, w := range q.words {
		if w.added || Empty(w.Key) {
			continue
		}
		full++
		if have[Stem(w.Key)] {
			shared++
		}
	}
	return shared >= 2 && 4*shared >= 3*full
}

// order puts the lists in order of time.
func (r *Report) order() {
	for _, l := range []readout.List[Find]{r.Exact, r.Near, r.SomeoneElse, r.Paraphrases, r.Shortened} {
		slices.SortStableFunc(l, func(a, b Find) int {
			return cmp.Or(cmp.Compare(latest(a.Said), latest(b.Said)), cmp.Compare(a.Said.Earliest, b.Said.Earliest), cmp.Compare(a.cost, b.cost), cmp.Compare(a.Page.ID, b.Page.ID))
		})
	}
}

func latest(i readout.Interval) readout.Day {
	if i.Earliest == "" || i.Latest == "" {
		return "9999-12-31"
	}
	return i.Latest
}

// decide gives the verdict, and the first dated carrier of the words that it rests on.
func (r *Report) decide() {
	var list []Find
	switch {
	case len(r.Exact) > 0:
		r.Verdict, list = Exact, r.Exact
	case len(r.Near) > 0:
		r.Verdict, list = Near, r.Near
	case len(r.SomeoneElse) > 0:
		r.Verdict, list = SomeoneElse, r.SomeoneElse
	case len(r.Paraphrases) > 0:
		r.Verdict, list = Paraphrase, r.Paraphrases
	case len(r.Pages) > 0:
		r.Verdict = Unattributed
	default:
		r.Verdict = NotFound
	}
	r.first(list)
	r.Meaning = r.meaning(list)
}

// first finds the first carrier whose day is known.
func (r *Report) first(list []Find) {
	i := slices.IndexFunc(list, func(f Find) bool { return f.Said.Day() != "" })
	if i < 0 {
		return
	}
	r.Earliest = &list[i]
	for _, f := range list {
		if f.Said.Day() == "" && f.Said.Earliest < r.Earliest.Said.Earliest {
			r.MayBeEarlier++
		}
	}
}

// headlines notes the headlines of the pages with the words that quote a part of them.
func (a *Ask) headlines(r *Report) {
	text := " " + strings.Join(a.Quote.pieces(asked.key), " ") + " "
	seen := make(map[readout.PageID]bool)
	for _, f := range slices.Concat(r.Exact, r.Near) {
		if seen[f.Page.ID] {
			continue
		}
		seen[f.Page.ID] = true
		for _, m := range quoted(string(f.Article.Headline)) {
			words := string(f.Article.Headline)[m.start:m.end]
			if keys, says := run(Words(words)); says && strings.Contains(text, " "+keys+" ") && " "+keys+" " != text {
				r.Headlines = append(r.Headlines, Headline{Words: words, Article: f.Article, Page: f.Page})
			}
		}
	}
}

// run joins words, and reports whether they are two or more and one of them says something.
func run[W interface{ key() string }](words []W) (keys string, says bool) {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.key()
		says = says || !Empty(list[i])
	}
	return strings.Join(list, " "), says && len(words) > 1
}

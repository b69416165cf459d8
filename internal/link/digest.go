package link

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"readout"
)

// A Page is what linking needs to know of a page.
type Page struct {
	ID        readout.PageID   `json:"id"`
	Name      string           `json:"name"` // for a person: its path or address
	Captured  readout.Day      `json:"captured"`
	Published readout.Interval `json:"published"`
	Own       readout.Interval `json:"own"`       // the same by the page alone, where a person said otherwise
	Publisher string           `json:"publisher"` // folded, as is the agency
	Agency    string           `json:"agency"`
	Series    string           `json:"series"` // addresses that differ in a number only; "" for none
	Number    int64            `json:"number"` // the number
	Words     int              `json:"words"`  // of the text
	Sketch    []uint32         `json:"-"`      // MinHash of the text; empty for short ones: kept as a [Signature], as are
	Blocks    []uint64         `json:"-"`      // hashes of some of its paragraphs
	Items     []Item           `json:"items"`
	Quotes    []Quote          `json:"quotes"`
}

// An Item is an event of a page with what tells it from others like it.
type Item struct {
	Ref
	Kind      Kind             `json:"kind"`
	Event     readout.Event    `json:"event_json"`
	Parties   []Party          `json:"parties"`
	Published readout.Interval `json:"published"` // the page's
	News      bool             `json:"news"`      // the page opens with it, as news, without saying its day
	Lines     []uint64         `json:"lines"`     // hashes of the sentences that tell of it
	Names     []string         `json:"names"`     // folded names beside it, its parties left out
	Numbers   []string         `json:"numbers"`   // figures with the word after them: "40 minutes"
	Runs      []string         `json:"runs"`      // runs of words that carry meaning, picked by winnow
	Quoted    []string         `json:"quoted"`    // runs of verbatim words, likewise
}

// A Party is a participant as it is compared.
type Party struct {
	ID   string `json:"id"`
	Name string `json:"name"` // folded
	As   string `json:"as"`   // as written
	Type string `json:"type"`
	Side string `json:"side"`
	Role string `json:"role"`
	Of   string `json:"office"` // folded
}

// Limits on what is kept of one page: pages come with thousands of events and quotations.
const (
	maxItems   = 100
	maxQuotes  = 200
	maxParties = 24
	maxWords   = 2000 // of the sentences about one event
	maxRuns    = 24
	maxNames   = 8
	runLen     = 5    // words that carry meaning, in a run
	quoteLen   = 6    // words in a run of a quotation
	maxLine    = 2000 // bytes of a sentence that is compared as a whole
	window     = 4    // runs in a row of which one is picked
	opening    = 400  // code points at the beginning of a text: the headline and the first paragraph
)

// PageOf makes of a record what linking needs to know of it. It depends on the record
// alone.
func PageOf(rec *readout.Record) Page {
	p := Page{ID: rec.Page.ID, Name: rec.Page.Name(), Captured: rec.Page.Captured, Published: rec.Article.Published, Own: rec.Article.Published,
		Publisher: foldText(string(rec.Article.Publisher)), Agency: foldText(string(rec.Article.Agency))}
	p.Series, p.Number = numbered(string(rec.Page.URL))
	p.sketch(rec.Article.Text)
	about := make(map[readout.EventID][]*readout.Statement)
	for i := range rec.Statements {
		st := &rec.Statements[i]
		if id := cmp.Or(st.Event, mainEvent(rec, st)); id != "" {
			about[id] = append(about[id], st)
		}
	}
	for i := range rec.Events {
		if len(p.Items) == maxItems {
			break
		}
		p.Items = append(p.Items, itemOf(rec, &rec.Events[i], about[rec.Events[i].ID]))
	}
	p.Quotes = quotesOf(rec)
	return p
}

// mainEvent returns the event that a page's quotation goes with where nothing says: the
// first one told of in which the speaker came together with others.
func mainEvent(rec *readout.Record, st *readout.Statement) readout.EventID {
	if st.Speaker == nil || st.Kind != readout.Direct && st.Kind != readout.Mixed {
		return ""
	}
	speaker := partyOf(&readout.Participant{Party: *st.Speaker})
	for i := range rec.Events {
		ev := &rec.Events[i]
		if kindOf(ev).Family == contact && slices.ContainsFunc(ev.Participants, func(p readout.Participant) bool {
			q := partyOf(&p)
			return sameParty(&speaker, &q)
		}) {
			return ev.ID
		}
	}
	return ""
}

func itemOf(rec *readout.Record, ev *readout.Event, said []*readout.Statement) Item {
	it := Item{Ref: Ref{rec.Page.ID, ev.ID}, Kind: kindOf(ev), Event: *ev, Published: rec.Article.Published}
	for i := range ev.Participants {
		if len(it.Parties) < maxParties {
			it.Parties = append(it.Parties, partyOf(&ev.Participants[i]))
		}
	}
	slices.SortFunc(it.Parties, compareParties)
	it.News = opens(rec, ev)
	f := features{skip: partyWords(ev)}
	for _, sp := range ev.Evidence {
		f.sentence(sp.Text)
		it.Lines = append(it.Lines, hash64(foldText(sp.Text[:min(len(sp.Text), maxLine)])))
	}
	slices.Sort(it.Lines)
	it.Lines = it.Lines[:min(len(it.Lines), maxNames)]
	for _, st := range said {
		for _, sp := range st.Content {
			f.sentence(sp.Text)
			f.quoted(st.Kind, sp.Text)
		}
	}
	it.Names, it.Numbers = least(f.names, maxNames), least(f.numbers, maxNames)
	it.Runs, it.Quoted = least(f.runs, maxRuns), least(f.quotes, maxRuns)
	it.Event.Mentions = it.Event.Mentions[:min(1, len(it.Event.Mentions))] // to know it again by; the page's record has the rest
	it.Event.Evidence, it.Event.AccordingTo = nil, nil
	return it
}

// opens reports whether a page opens with an event that took place, and does not say when:
// "The President received a telephone call from ..., the press service reports".
func opens(rec *readout.Record, ev *readout.Event) bool {
	return kindOf(ev).Family == contact && ev.Status == readout.Happened && ev.Date.Text == "" && len(ev.Participants) > 1 &&
		len(ev.Evidence) > 0 && ev.Evidence[0].Start < opening
}

func partyOf(p *readout.Participant) Party {
	out := Party{ID: string(p.ID), Name: foldText(p.Name), As: p.Name, Type: p.Type, Side: string(p.Side), Role: p.Role, Of: foldText(string(p.Office))}
	if p.Type == "state" && p.Side == "" {
		out.Side = string(p.ID)
	}
	return out
}

func compareParties(a, b Party) int {
	return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Side, b.Side), cmp.Compare(a.Type, b.Type))
}

// partyWords are the words of the participants' names and offices.
func partyWords(ev *readout.Event) map[string]bool {
	skip := make(map[string]bool)
	for i := range ev.Participants {
		p := &ev.Participants[i]
		for _, s := range []string{p.Name, string(p.Office), string(p.Side)} {
			for _, w := range wordsOf(s) {
				skip[w.fold] = true
			}
		}
		if p.Span != nil {
			for _, w := range wordsOf(p.Span.Text) {
				skip[w.fold] = true
			}
		}
	}
	return skip
}

// features gathers what tells an event from others like it.
type features struct {
	skip                         map[string]bool
	words                        int
	names, numbers, runs, quotes []string
}

// sentence adds the names, figures and runs of words of a text about the event.
func (f *features) sentence(s string) {
	words := wordsOf(s)
	if room := maxWords - f.words; len(words) > room {
		words = words[:room]
	}
	f.words += len(words)
	for i, w := range words {
		as := s[w.start:w.end]
		switch {
		case startsNumber(as):
			f.number(words, i)
		case isCapital(as) && i > 0 && !sentenceStart(s, w.start) && !f.skip[w.fold] && !calendar(w.fold) && len(w.fold) > 2:
			f.names = append(f.names, w.fold)
		}
	}
	f.runs = append(f.runs, winnow(slices.DeleteFunc(words, func(w word) bool { return f.skip[w.fold] || calendar(w.fold) || function[w.fold] }), runLen)...)
}

// winnow picks some of the runs of n words: of each few in a row the one that hashes
// lowest. Two texts that have a piece in common, a few words longer than a run, pick the
// same ones there (Schleimer, Wilkerson and Aiken, 2003), so whoever has a run that was
// picked anywhere is known by it.
func winnow(words []word, n int) []string {
	var runs []string
	var hashes []uint64
	for i := 0; i+n <= len(words); i++ {
		runs = append(runs, joinWords(words[i:i+n]))
		hashes = append(hashes, hash64(runs[i]))
	}
	var out []string
	last := -1
	for i := 0; i == 0 && len(runs) > 0 || i+window <= len(runs); i++ {
		low := i
		for j := i; j < min(i+window, len(runs)); j++ {
			if hashes[j] <= hashes[low] {
				low = j
			}
		}
		if low != last {
			out = append(out, runs[low])
			last = low
		}
	}
	return out
}

// function are words that carry little meaning: articles, pronouns, prepositions,
// conjunctions and auxiliary verbs.
var function = setOf(`a an the this that these those i you he she it we they me him her us them my your his its our their mine who whom whose which what
	of in on at by for with about against between into through during before after above below to from up down out off over under as than
	and or but nor so yet if because while although though since until when where whether not no
	be am is are was were been being have has had having do does did will would shall should can could may might must
	there here then also too very more most such own same other some any all both each few said says say`)

// number adds a figure with the word after it; years and days of months say when, which
// the event's date tells better.
func (f *features) number(words []word, i int) {
	w := words[i].fold
	if n, err := strconv.Atoi(w); err == nil && (n >= 1800 && n < 2200) || i+1 == len(words) {
		return
	}
	next := words[i+1].fold
	if calendar(next) || i > 0 && calendar(words[i-1].fold) || startsNumber(next) {
		return
	}
	f.numbers = append(f.numbers, w+" "+next)
}

// quoted adds the runs of the verbatim words of a statement.
func (f *features) quoted(kind readout.Kind, s string) {
	for _, piece := range verbatim(kind, s) {
		words := wordsOf(piece)
		if len(words) > maxWords {
			words = words[:maxWords]
		}
		f.quotes = append(f.quotes, winnow(words, quoteLen)...)
	}
}

// verbatim returns the parts of a statement's content that are the speaker's own words.
func verbatim(kind readout.Kind, s string) []string {
	switch kind {
	case readout.Direct:
		return []string{s}
	case readout.Mixed:
		return inMarks(s)
	}
	return nil
}

const quotationMarks = "\"“”„«»‘’'"

// inMarks returns what stands between double quotation marks. A mark that is not closed
// opens what is left.
func inMarks(s string) []string {
	var out []string
	start := -1
	for i, r := range s {
		if !strings.ContainsRune("\"“”„«»", r) {
			continue
		}
		if start < 0 {
			start = i + len(string(r))
			continue
		}
		out = append(out, s[start:i])
		start = -1
	}
	if start >= 0 {
		out = append(out, s[start:])
	}
	return out
}

func startsNumber(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' || spelled[s] }

// spelled are numbers in letters, but for one, which is also a pronoun.
var spelled = map[string]bool{"two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true, "ten": true,
	"eleven": true, "twelve": true, "thirteen": true, "fourteen": true, "fifteen": true, "twenty": true, "thirty": true, "forty": true, "fifty": true, "sixty": true}

// sentenceStart reports whether what stands at s[i:] opens a sentence, where a capital
// letter says nothing.
func sentenceStart(s string, i int) bool {
	before := strings.TrimRight(s[:i], " \t\n\u00a0"+quotationMarks+"(")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:;")
}

func joinWords(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.fold)
	}
	return b.String()
}

// least returns the n different strings of list that hash lowest, in order: of two lists
// it picks the same ones, however different the rest is.
func least(list []string, n int) []string {
	slices.Sort(list)
	list = slices.Compact(list)
	if len(list) > n {
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(hash64(a), hash64(b)), cmp.Compare(a, b)) })
		list = list[:n]
		slices.Sort(list)
	}
	return list
}

// numbered splits an address at its last number of three to twelve digits that is no
// date. Addresses of one series differ in that number, and in words after it, alone.
func numbered(url string) (series string, n int64) {
	url, _, _ = strings.Cut(url, "#")
	_, rest, ok := strings.Cut(url, "://")
	host, path, _ := strings.Cut(rest, "/")
	if !ok || path == "" {
		return "", 0
	}
	end := len(path)
	for end > 0 {
		for end > 0 && !unicode.IsDigit(rune(path[end-1])) {
			end--
		}
		start := end
		for start > 0 && path[start-1] >= '0' && path[start-1] <= '9' {
			start--
		}
		if digits := path[start:end]; len(digits) >= 3 && len(digits) <= 12 && !dateLike(path, start, end) {
			n, err := strconv.ParseInt(digits, 10, 64)
			if err != nil {
				return "", 0
			}
			return strings.ToLower(host) + "/" + shape(path[:start]), n
		}
		end = start
	}
	return "", 0
}

// dateLike reports whether the digits path[start:end] are a year or a date written
// together.
func dateLike(path string, start, end int) bool {
	digits := path[start:end]
	switch len(digits) {
	case 4:
		return strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20")
	case 6:
		return strings.HasPrefix(digits, "20") && digits[4:] <= "12"
	case 8:
		return readout.Day(digits[:4] + "-" + digits[4:6] + "-" + digits[6:]).Valid()
	}
	return false
}

// shape is the part of a path before its number: dates and words that are those of one
// article do not count, folders do.
func shape(path string) string {
	i := strings.LastIndexByte(path, '/')
	folders, last := path[:i+1], path[i+1:]
	folders = strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, folders)
	if strings.ContainsAny(last, "=?") { // "index.php?id=": the names of the fields are the series
		return folders + last
	}
	return folders
}

package eval

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"

	"readout"
	"readout/internal/pipeline"
	"readout/internal/store"
	"readout/issue"
)

// What the big record is made of: ten statements a page, over ten years.
const (
	bigStatements = 10 // a page
	bigDays       = 3650
	bigActors     = 12_000
	bigSides      = 180
	bigOutlets    = 400
	bigWords      = 40_000
	bigTellers    = 3   // pages that report an event
	bigEvery      = 5   // one page in so many reports an event
	bigBatch      = 256 // pages a transaction
)

// BigRecord returns the path of a record of so many invented pages with ten statements each
// in a directory, and makes it where it is not there: 100,000 pages take some ten minutes and
// 3 GB. The same number of pages gives the same record. Words, speakers and outlets are as
// unevenly common as in news; one page in five reports a call or a meeting, each of which
// three pages report, linked as in any record. Its actors stand in a file of the same name
// that ends in ".toml".
func BigRecord(ctx context.Context, dir string, pages int) (string, error) {
	path := filepath.Join(dir, fmt.Sprintf("big-%d.db", pages))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	world, err := bigWorldOf()
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(BigActors(path), world.roster(), 0o644); err != nil {
		return "", err
	}
	making := path + ".making"
	if err := os.RemoveAll(making); err != nil {
		return "", err
	}
	s, err := store.Open(ctx, making, store.Options{})
	if err != nil {
		return "", err
	}
	if err = fillBig(ctx, s, world, pages); err == nil {
		_, err = pipeline.Link(ctx, s, nil)
	}
	if closed := s.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return "", err
	}
	return path, os.Rename(making, path)
}

// BigActors is the path of the actor file of a big record.
func BigActors(record string) string { return strings.TrimSuffix(record, ".db") + ".toml" }

// fillBig prepares pages on one goroutine while the store writes those before them.
func fillBig(ctx context.Context, s *store.Store, w *bigWorld, pages int) error {
	batches := make(chan []*store.Entry, 2)
	g, writing := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(batches)
		var batch []*store.Entry
		for n := range pages {
			e, err := w.entry(s, n, pages)
			if err != nil {
				return err
			}
			if batch = append(batch, e); len(batch) < bigBatch && n+1 < pages {
				continue
			}
			select {
			case batches <- batch:
				batch = nil
			case <-writing.Done():
				return writing.Err()
			}
		}
		return nil
	})
	g.Go(func() error {
		for batch := range batches {
			if _, err := s.Put(writing, batch...); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait()
}

// FillBig puts the pages of a big record into one, not linked yet.
func FillBig(ctx context.Context, s *store.Store, pages int) error {
	world, err := bigWorldOf()
	if err != nil {
		return err
	}
	return fillBig(ctx, s, world, pages)
}

func bigWorldOf() (*bigWorld, error) {
	issues, err := issue.Default()
	if err != nil {
		return nil, err
	}
	return newBigWorld(issues), nil
}

// bigWorld is who speaks, and the words they use.
type bigWorld struct {
	words   []string
	actors  []readout.Party
	outlets []string
	issues  []string // ids of the shipped ones
}

// bigCommon are the words that open the list: the first ones stand in nearly every sentence.
const bigCommon = `the of to and in a that for on is with has be not as are by it from will at we an this have its was they would which country
minister talks agreement foreign border president government peace states region security people international meeting between
ministry corridor treaty road bridge prisoners ceasefire sanctions envoy mediator convoy customs settlement dialogue delegation summit
negotiations territory parties forces military support position process issues relations during before after continue must should`

func newBigWorld(issues *issue.Set) *bigWorld {
	rnd := rand.New(rand.NewPCG(1, 7))
	w := &bigWorld{words: strings.Fields(bigCommon)}
	for len(w.words) < bigWords {
		w.words = append(w.words, invented(rnd, 2+rnd.IntN(3)))
	}
	sides := make([]string, bigSides)
	for i := range sides {
		sides[i] = strings.ToUpper(invented(rnd, 2)[:3]) + fmt.Sprint(i)
	}
	offices := []string{"Foreign Minister", "Foreign Ministry spokesperson", "President", "Prime Minister", "Defence Minister", "ambassador", "special envoy", "deputy speaker", ""}
	for i := range bigActors {
		name := capital(invented(rnd, 2)) + " " + capital(invented(rnd, 3))
		p := readout.Party{Name: name, Type: "person", Office: readout.Opt(offices[rnd.IntN(len(offices))]), Side: readout.Opt(sides[skewed(rnd, bigSides)])}
		if i%3 > 0 { // a third is not in the actor file
			p.ID = readout.Opt(fmt.Sprintf("%s-%d", strings.ToLower(strings.ReplaceAll(name, " ", "-")), i))
		}
		w.actors = append(w.actors, p)
	}
	for range bigOutlets {
		w.outlets = append(w.outlets, capital(invented(rnd, 2))+" "+[]string{"Daily", "Wire", "Post", "Times", "Radio"}[rnd.IntN(5)])
	}
	for i := range issues.All() {
		w.issues = append(w.issues, i.ID)
	}
	return w
}

// roster is the actor file of those who have an id.
func (w *bigWorld) roster() []byte {
	out := []byte("as_of = \"2024-06-30\"\n")
	for _, p := range w.actors {
		if p.ID != "" {
			out = fmt.Appendf(out, "\n[[person]]\nid = %q\nname = %q\n", p.ID, p.Name)
		}
	}
	return out
}

// invented makes a word of so many syllables.
func invented(rnd *rand.Rand, syllables int) string {
	const onsets, vowels = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for range syllables {
		b.WriteByte(onsets[rnd.IntN(len(onsets))])
		b.WriteByte(vowels[rnd.IntN(len(vowels))])
		if rnd.IntN(3) == 0 {
			b.WriteByte("lnrst"[rnd.IntN(5)])
		}
	}
	return b.String()
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// skewed draws from n things of which the first are the most common, as 1/rank.
func skewed(rnd *rand.Rand, n int) int {
	return int(rand.NewZipf(rnd, 1.08, 2.7, uint64(n-1)).Uint64())
}

// entry makes page n of so many. Pages come in the order of their days, as in a record that
// has been kept for years; some have no day, some one that is only bounded.
func (w *bigWorld) entry(s *store.Store, n, pages int) (*store.Entry, error) {
	rnd := rand.New(rand.NewPCG(2, uint64(n)))
	day := func(n int) readout.Day { return readout.MakeDay(2014, 1, 1).Add(n * bigDays / pages) }
	rec, sentences := w.page(rnd, n, day(n), day(n-n%(bigEvery*bigTellers)))
	bytes := binary.BigEndian.AppendUint64(nil, uint64(n))
	rec.Page.ID = readout.PageIDOf(bytes)
	return s.Prepare(bytes, rec, sentences)
}

// page makes page n, of a day. The event it tells of, if any, took place on another.
func (w *bigWorld) page(rnd *rand.Rand, n int, day, event readout.Day) (*readout.Record, []readout.Span) {
	outlet := w.outlets[skewed(rnd, bigOutlets)]
	rec := &readout.Record{Schema: readout.Schema, Stages: map[string]string{"article": "article/1", "statement": "statement/1"}}
	rec.Page = readout.Page{URL: readout.Opt(fmt.Sprintf("https://%s.example/news/%d", strings.ToLower(strings.ReplaceAll(outlet, " ", "-")), n)), MediaType: "text/html", Bytes: 8}
	a := &rec.Article
	a.Headline, a.Publisher, a.Language = readout.Opt(capital(w.sentence(rnd, 9))), readout.Opt(outlet), "en"
	switch a.Published = readout.On(day, readout.Metadata); rnd.IntN(30) {
	case 0:
		a.Published = readout.Interval{Basis: readout.None}
	case 1:
		a.Published = readout.Interval{Earliest: day, Latest: day.Add(rnd.IntN(400)), Basis: readout.Office}
	case 2:
		a.Language = "en-GB"
	case 3:
		a.Language = "fr"
	}
	zipf := rand.NewZipf(rnd, 1.08, 2.7, bigActors-1)
	cast := make([]*readout.Party, 4)
	for i := range cast {
		cast[i] = &w.actors[zipf.Uint64()]
	}
	var text strings.Builder
	var sentences []readout.Span
	at := 0
	if n%bigEvery == 0 {
		ev := w.event(n/bigEvery/bigTellers, event)
		cast[0], cast[1] = &ev.Participants[0].Party, &ev.Participants[1].Party
		rec.Events = append(rec.Events, ev)
		sentences = append(sentences, ev.Evidence[0])
		text.WriteString(ev.Evidence[0].Text + "\n\n")
		at = ev.Evidence[0].End + 2
	}
	for k := range bigStatements {
		st, sentence := w.statement(rnd, cast, at)
		at = sentence.End + 2
		st.ID = readout.StatementID(fmt.Sprintf("s%07x%02d", n, k))
		rec.Statements = append(rec.Statements, st)
		sentences = append(sentences, sentence)
		text.WriteString(sentence.Text + "\n\n")
	}
	a.Text = strings.TrimSpace(text.String())
	return rec, sentences
}

// event makes event n as a page reports it at its beginning.
func (w *bigWorld) event(n int, day readout.Day) readout.Event {
	rnd := rand.New(rand.NewPCG(3, uint64(n)))
	a, b := w.actors[skewed(rnd, bigActors)], w.actors[skewed(rnd, bigActors)]
	ev := readout.Event{ID: readout.EventID(fmt.Sprintf("e%07x", n)), Kind: "call", Class: "CONSULT", Mode: []string{"phone"}, Status: readout.Happened}
	verb := "spoke by telephone with"
	if rnd.IntN(2) == 0 {
		ev.Kind, ev.Mode, verb = "meeting", []string{"visit"}, "met"
	}
	words := a.Name + " " + verb + " " + b.Name + " on Sunday."
	span := func(s string) readout.Span {
		start := strings.Index(words, s)
		return readout.Span{Start: start, End: start + len(s), Text: s}
	}
	for i, p := range []readout.Party{a, b} {
		named := span(p.Name)
		ev.Participants = append(ev.Participants, readout.Participant{Party: p, Role: []string{"actor", "recipient"}[i], Country: p.Side, Sector: []string{"GOV"}, Span: &named})
	}
	ev.Date.Interval = readout.On(day, readout.Relative)
	ev.Mentions, ev.Evidence = []readout.Span{span(verb)}, []readout.Span{span(words)}
	return ev
}

func (w *bigWorld) statement(rnd *rand.Rand, cast []*readout.Party, at int) (readout.Statement, readout.Span) {
	kinds := []readout.Kind{readout.Direct, readout.Direct, readout.Direct, readout.Mixed, readout.Indirect, readout.Indirect, readout.Indirect, readout.Indirect, readout.Question, readout.Refusal}
	levels := []readout.Level{readout.Named, readout.Named, readout.Named, readout.Named, readout.OfficeLevel, readout.Institution, readout.Unnamed, readout.OutletLevel}
	settings := []readout.Opt{"", "", "", "briefing", "call", "interview", "speech", "post", "press service", "talks"}
	by := cast[rnd.IntN(len(cast))]
	st := readout.Statement{Kind: kinds[rnd.IntN(len(kinds))], Level: levels[rnd.IntN(len(levels))], Setting: settings[rnd.IntN(len(settings))],
		Speaker: by, Confidence: 0.9, Rule: "after", Act: readout.Opt([]string{"assert", "assert", "deny", "urge", "accuse"}[rnd.IntN(5)])}
	if rnd.IntN(6) == 0 {
		st.Addressee = cast[rnd.IntN(len(cast))]
	}
	for rnd.IntN(4) == 0 {
		st.Issues = append(st.Issues, w.issues[skewed(rnd, len(w.issues))])
	}
	verb := []string{"said", "said", "said", "said", "told reporters", "stressed", "added", "warned", "denied", "noted", "urged"}[rnd.IntN(11)]
	content, source := "“"+capital(w.sentence(rnd, 10+rnd.IntN(18)))+"”", by.Name
	if by.Office != "" {
		source = string(by.Office) + " " + by.Name
	}
	words := content + " " + verb + " " + source + "."
	span := func(s string) readout.List[readout.Span] {
		start := at + len([]rune(words[:strings.Index(words, s)]))
		return readout.List[readout.Span]{{Start: start, End: start + len([]rune(s)), Text: s}}
	}
	st.Content, st.Cue, st.Source = span(content), span(" "+verb+" "), span(source)
	st.Cue[0] = readout.Span{Start: st.Cue[0].Start + 1, End: st.Cue[0].End - 1, Text: verb}
	return st, readout.Span{Start: at, End: at + len([]rune(words)), Text: words}
}

// sentence writes so many words.
func (w *bigWorld) sentence(rnd *rand.Rand, n int) string {
	zipf := rand.NewZipf(rnd, 1.05, 2.7, bigWords-1)
	out := make([]string, n)
	for i := range out {
		out[i] = w.words[zipf.Uint64()]
	}
	return strings.Join(out, " ")
}

package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"readout"
	"readout/internal/link"
	"readout/internal/source"
)

// An Entry is a page made ready for [Store.Put]: all that can be done without the
// database is done, so that many can be prepared at once.
type Entry struct {
	page   readout.Page
	hash   string
	known  bool // only the place it came from is to be noted
	unread bool // only its bytes are to be kept, and where it came from
	again  bool // what the record has of the page is replaced, whatever read it
	given  string

	address        string // in its plain form, "" for none
	seen           string // when it was there: a time, a day or ""
	digest         string // of headline and text
	headline, text string

	payload string   // the digest under which an archive has it, or ""
	revisit bool     // the archive has that digest and no bytes
	reached *Archive // the entry is no page, but how far an archive was read

	bytes    []byte // compressed
	head     string
	schema   string
	stages   map[string]string
	failed   bool
	article  articleRow
	said     []statementRow
	events   []eventRow
	problems []readout.Problem
}

type articleRow struct {
	headline, publisher, language string
	published                     readout.Interval
	head                          string
	rest                          []byte
	words                         [2]string // headline and body, for the index
	lane                          int64     // of linking
}

type partyRow struct{ actor, side, names string }

type statementRow struct {
	name, kind, level, setting, act string
	speaker, addressee              partyRow
	said                            readout.Interval
	start                           int
	sentence, json                  string
	issues                          []string
	words                           [2]string // what was said and the sentence, for the index
}

type eventRow struct {
	event readout.Event
	json  string
}

// Head is what a search shows of an article.
type Head struct {
	Headline  readout.Opt          `json:"headline"`
	Byline    readout.List[string] `json:"byline"`
	Publisher readout.Opt          `json:"publisher"`
	Agency    readout.Opt          `json:"agency"`
	Dateline  readout.Opt          `json:"dateline"`
	Language  readout.Opt          `json:"language"`
	Published readout.Interval     `json:"published"`
}

// rest is what a record holds besides, and a search does not show.
type rest struct {
	Evidence readout.List[readout.Evidence] `json:"evidence"`
	Text     string                         `json:"text"`
	Related  readout.List[readout.Related]  `json:"related"`
	Links    readout.List[readout.Link]     `json:"links"`
	Checks   readout.List[readout.Check]    `json:"checks"`
}

// Prepare makes an entry of a page's bytes and its record. Sentences are the places in
// the article's text that the record's statements stand in, in their order; where they
// are left out, a statement stands by itself.
func (s *Store) Prepare(page []byte, rec *readout.Record, sentences []readout.Span) (*Entry, error) {
	e := &Entry{page: rec.Page, hash: hash(page), bytes: s.pack(page), schema: rec.Schema, stages: rec.Stages, problems: rec.Problems}
	_, e.failed = rec.Failure()
	e.locate(rec)
	enc := encoder{}
	e.head = enc.json(rec.Page)
	e.article = s.articleRow(&enc, rec)
	for i := range rec.Statements {
		var sentence readout.Span
		if i < len(sentences) {
			sentence = sentences[i]
		}
		e.said = append(e.said, s.statement(&enc, &rec.Statements[i], &rec.Article, sentence))
	}
	for _, ev := range rec.Events {
		e.events = append(e.events, eventRow{event: ev, json: enc.json(ev)})
	}
	if enc.err != nil {
		return nil, fmt.Errorf("%s: encode the record: %w", rec.Page.ID, enc.err)
	}
	return e, nil
}

// locate notes where and when the article stood, and its words.
func (e *Entry) locate(rec *readout.Record) {
	if rec.Page.URL == "" {
		return
	}
	a := &rec.Article
	e.address, e.seen = plainAddress(rec.Page.URL), string(rec.Page.Captured)
	e.headline, e.text = string(a.Headline), a.Text
	e.digest = textDigest(e.headline, e.text)
}

// maxAddress bounds an address by which versions are found, in bytes: an index holds no
// longer ones.
const maxAddress = 2000

func plainAddress(u readout.Opt) string {
	if len(u) > maxAddress {
		return ""
	}
	return storable(source.Plain(string(u)))
}

// Seen says at what time the page was there, where more is known than the day.
func (e *Entry) Seen(at string) *Entry {
	if at != "" {
		e.seen = at
	}
	return e
}

// Giving notes what the page's source said of it, for when it is read again.
func (e *Entry) Giving(g Given) *Entry {
	if g.Form != "" || g.Headline != "" || g.Published != "" || g.Served != "" || len(g.Told) > 0 {
		e.given = (&encoder{}).json(g)
	}
	return e
}

// Again has [Store.Put] replace what the record has of the page, whatever read it.
func (e *Entry) Again() *Entry {
	e.again = true
	return e
}

// Known makes an entry of a page that the record holds already: the place it came from
// is noted.
func Known(page []byte, from readout.Page) *Entry {
	e := &Entry{page: from, hash: hash(page), known: true}
	if from.URL != "" {
		e.address, e.seen = plainAddress(from.URL), string(from.Captured)
	}
	return e
}

// Unread makes an entry of a page whose bytes are kept before anything reads it. Where the
// record has the page, the place it came from is noted.
func (s *Store) Unread(page []byte, from readout.Page) (*Entry, error) {
	enc := encoder{}
	e := &Entry{page: from, hash: hash(page), unread: true, bytes: s.pack(page), head: enc.json(from), stages: map[string]string{}}
	return e, enc.err
}

func hash(page []byte) string { return strings.TrimPrefix(string(readout.PageIDOf(page)), "sha256:") }

func (s *Store) articleRow(enc *encoder, rec *readout.Record) articleRow {
	a := &rec.Article
	return articleRow{
		headline:  fold(string(a.Headline)),
		publisher: fold(string(a.Publisher)) + "|" + fold(string(a.Agency)),
		language:  strings.ToLower(string(a.Language)),
		published: a.Published,
		head: enc.json(Head{Headline: a.Headline, Byline: a.Byline, Publisher: a.Publisher, Agency: a.Agency,
			Dateline: a.Dateline, Language: a.Language, Published: a.Published}),
		rest:  s.pack([]byte(enc.json(rest{Evidence: a.Evidence, Text: a.Text, Related: a.Related, Links: a.Links, Checks: rec.Checks}))),
		words: [2]string{s.d.words(string(a.Headline)), s.d.words(a.Text)},
		lane:  link.Lane(rec),
	}
}

func (s *Store) statement(enc *encoder, st *readout.Statement, a *readout.Article, sentence readout.Span) statementRow {
	if sentence.Text == "" {
		sentence = hull(st)
	}
	sentence = clip(sentence)
	row := statementRow{
		name: string(st.ID), kind: string(st.Kind), level: string(st.Level), setting: Key(string(st.Setting)), act: Key(string(st.Act)),
		speaker: party(st.Speaker), addressee: party(st.Addressee), said: saidOn(st, a),
		start: sentence.Start, sentence: sentence.Text, json: enc.json(st),
		words: [2]string{s.d.words(spanText(st.Content)), s.d.words(sentence.Text)},
	}
	for _, is := range st.Issues {
		if key := Key(is); !slices.Contains(row.issues, key) {
			row.issues = append(row.issues, key)
		}
	}
	return row
}

// saidOn is when a statement was made: at its own time where that is known, else on the
// article's day.
func saidOn(st *readout.Statement, a *readout.Article) readout.Interval {
	if st.Time == nil {
		return a.Published
	}
	own := st.Time.Interval
	if bounded(own) || !bounded(a.Published) && (own.Earliest != "" || own.Latest != "") {
		return own
	}
	return a.Published
}

func bounded(i readout.Interval) bool { return i.Earliest != "" && i.Latest != "" }

func party(p *readout.Party) partyRow {
	if p == nil {
		return partyRow{}
	}
	return partyRow{actor: string(p.ID), side: strings.ToLower(string(p.Side)), names: fold(p.Name) + "|" + fold(string(p.Office))}
}

// hull joins a statement's own words where no sentence is given.
func hull(st *readout.Statement) readout.Span {
	if len(st.Content) == 0 {
		return readout.Span{}
	}
	return readout.Span{Start: st.Content[0].Start, Text: spanText(st.Content[:1])}
}

// maxSentence bounds what is kept of one sentence, in bytes: pages come without any full
// stop, and every statement keeps its own copy.
const maxSentence = 8 << 10

func clip(sp readout.Span) readout.Span {
	if len(sp.Text) <= maxSentence {
		return sp
	}
	n := maxSentence
	for !utf8.RuneStart(sp.Text[n]) {
		n--
	}
	sp.Text = sp.Text[:n]
	return sp
}

func spanText(spans []readout.Span) string {
	if len(spans) == 1 {
		return spans[0].Text
	}
	parts := make([]string, len(spans))
	for i, sp := range spans {
		parts[i] = sp.Text
	}
	return strings.Join(parts, " ")
}

// encoder keeps the first error of many encodings.
type encoder struct{ err error }

func (e *encoder) json(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && e.err == nil {
		e.err = err
	}
	return withoutZero(strings.TrimSuffix(b.String(), "\n"))
}

// withoutZero replaces the letter 0 in JSON, which not every database takes.
func withoutZero(s string) string {
	const zero = `\u0000`
	if !strings.Contains(s, zero) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], zero):
			b.WriteString(`\ufffd`)
			i += len(zero) - 1
		case s[i] == '\\' && i+1 < len(s): // the next letter is not the beginning of anything
			b.WriteString(s[i : i+2])
			i++
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

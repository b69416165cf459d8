package cite

import (
	"time"

	"readout"
	"readout/internal/store"
)

// An Item is an article in CSL-JSON (schema csl-data, version 1.0.2), with the statement in
// note and, for programs, in custom.
type Item struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	Container string `json:"container-title,omitempty"`
	Author    []Name `json:"author,omitempty"`
	Issued    *Date  `json:"issued,omitempty"`
	Accessed  *Date  `json:"accessed,omitempty"`
	URL       string `json:"URL,omitempty"`
	Language  string `json:"language,omitempty"`
	Note      string `json:"note"`
	Custom    Custom `json:"custom"`
}

// A Name is a person's, taken apart, or a literal one.
type Name struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Suffix  string `json:"suffix,omitempty"`
	Literal string `json:"literal,omitempty"`
}

// A Date has parts, year first, as far as they are known, or words where parts would say
// more than is known.
type Date struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

// Custom is what CSL has no field for.
type Custom struct {
	Statement readout.StatementID `json:"statement"`
	Page      readout.PageID      `json:"page"`
	Kind      readout.Kind        `json:"kind"`
	Words     string              `json:"words"` // see [Words]
	Speaker   string              `json:"speaker,omitempty"`
	SpeakerID string              `json:"speaker_id,omitempty"`
	Office    string              `json:"speaker_office,omitempty"`
	Level     string              `json:"level,omitempty"`
	Chain     []string            `json:"chain,omitempty"` // who relays it, outermost last
	Said      string              `json:"said,omitempty"`  // EDTF, where it is known
	Agency    string              `json:"agency,omitempty"`
	Link      string              `json:"link,omitempty"` // see [Link]
}

// CSL returns the article as an item for citation processors.
func CSL(h *store.Hit) Item {
	w := workOf(h)
	item := Item{
		ID: "readout-" + string(h.Statement.ID), Type: "article-newspaper", Title: w.title, Container: w.container,
		Issued: issued(w.published), URL: w.url, Language: clean(string(h.Article.Language)), Note: note(h, w), Custom: customOf(h),
	}
	for _, a := range w.authors {
		item.Author = append(item.Author, Name{Family: a.family, Given: a.given, Suffix: a.suffix, Literal: a.literal})
	}
	if w.saved != "" {
		item.Accessed = issued(readout.On(w.saved, readout.Capture))
	}
	return item
}

func customOf(h *store.Hit) Custom {
	s := &h.Statement
	c := Custom{Statement: s.ID, Page: h.Page.ID, Kind: s.Kind, Words: Words(s), Level: string(s.Level),
		Said: EDTF(known(h.Said)), Agency: clean(string(h.Article.Agency)), Link: Link(h)}
	if s.Speaker != nil {
		c.Speaker, c.SpeakerID, c.Office = clean(s.Speaker.Name), string(s.Speaker.ID), clean(string(s.Speaker.Office))
	}
	for _, p := range s.Chain {
		c.Chain = append(c.Chain, clean(p.Name))
	}
	return c
}

// issued returns a date as far as it is known, nil where it is not. What lies between two
// days is put in words: two days as parts would say that it went on from one to the other.
func issued(i readout.Interval) *Date {
	s, from, _ := stretchOf(i)
	switch s {
	case day:
		return &Date{Parts: [][]int{{from.Year(), int(from.Month()), from.Day()}}}
	case month:
		return &Date{Parts: [][]int{{from.Year(), int(from.Month())}}}
	case year:
		return &Date{Parts: [][]int{{from.Year()}}}
	case between:
		return &Date{Literal: When(i)}
	}
	return nil
}

// EDTF writes an interval in the Extended Date/Time Format (ISO 8601-2): "2023-04-30",
// "2023-04", "2023"; "[2023-04-28..2023-05-02]" is one day of these, "[..2023-05-02]" one
// not after. It is "" where nothing is known.
func EDTF(i readout.Interval) string {
	s, from, to := stretchOf(i)
	switch s {
	case day:
		return from.Format(time.DateOnly)
	case month:
		return from.Format("2006-01")
	case year:
		return from.Format("2006")
	case between:
		return "[" + from.Format(time.DateOnly) + ".." + to.Format(time.DateOnly) + "]"
	case byLatest:
		return "[.." + to.Format(time.DateOnly) + "]"
	case since:
		return "[" + from.Format(time.DateOnly) + "..]"
	}
	return ""
}

// note tells of the statement, and what is known of an uncertain day.
func note(h *store.Hit, w work) string {
	text := stop(account(h, w))
	if when := When(w.published); when != "" && !dated(w.published) {
		text = join(text, upper(stop("published "+when)))
	}
	return text
}

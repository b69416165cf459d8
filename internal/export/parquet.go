package export

import (
	"io"
	"time"

	"github.com/parquet-go/parquet-go"

	"readout"
	"readout/internal/link"
	"readout/internal/plover"
	"readout/internal/store"
)

// A row group is written when it has so many rows or so much text, so that memory stays
// flat whatever the length of the texts.
const (
	groupRows  = 20_000
	groupBytes = 32 << 20
)

// A parquetWriter writes things of a kind as rows of typed columns.
type parquetWriter[T, R any] struct {
	w           *parquet.GenericWriter[R]
	row         func(*T) (row R, size int)
	rows, bytes int // of the row group
	most        int // bytes of a row group
	one         [1]R
}

func columnar[T, R any](row func(*T) (R, int)) maker[T] {
	return func(out io.Writer, _ *Request) (writer[T], error) {
		w := parquet.NewGenericWriter[R](out, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("readout", readout.Schema, ""))
		return &parquetWriter[T, R]{w: w, row: row, most: groupBytes}, nil
	}
}

func (w *parquetWriter[T, R]) write(thing *T) error {
	var size int
	w.one[0], size = w.row(thing)
	if _, err := w.w.Write(w.one[:]); err != nil {
		return err
	}
	w.rows++
	w.bytes += size
	if w.rows < groupRows && w.bytes < w.most {
		return nil
	}
	w.rows, w.bytes = 0, 0
	return w.w.Flush()
}

func (w *parquetWriter[T, R]) close() error { return w.w.Close() }

// A statementRow is a statement. Its single values have the names of the columns of CSV;
// what CSV joins are lists here. Unknown is null.
type statementRow struct {
	ID                string        `parquet:"statement_id"`
	PageID            string        `parquet:"page_id,dict"`
	Path              string        `parquet:"path,optional,dict"`
	URL               string        `parquet:"url,optional,dict"`
	Captured          *int32        `parquet:"captured,optional,date"`
	Publisher         string        `parquet:"publisher,optional,dict"`
	Agency            string        `parquet:"agency,optional,dict"`
	Byline            []string      `parquet:"byline,list"`
	Headline          string        `parquet:"headline,optional,dict"`
	Language          string        `parquet:"language,optional,dict"`
	PublishedEarliest *int32        `parquet:"published_earliest,optional,date"`
	PublishedLatest   *int32        `parquet:"published_latest,optional,date"`
	PublishedBasis    string        `parquet:"published_basis,optional,dict"`
	SaidEarliest      *int32        `parquet:"said_earliest,optional,date"`
	SaidLatest        *int32        `parquet:"said_latest,optional,date"`
	SaidBasis         string        `parquet:"said_basis,optional,dict"`
	Kind              string        `parquet:"kind,dict"`
	Act               string        `parquet:"act,optional,dict"`
	Refusal           string        `parquet:"refusal,optional,dict"`
	Polarity          string        `parquet:"polarity,optional,dict"`
	Modality          string        `parquet:"modality,optional,dict"`
	SpeakerID         string        `parquet:"speaker_id,optional,dict"`
	SpeakerName       string        `parquet:"speaker_name,optional,dict"`
	SpeakerType       string        `parquet:"speaker_type,optional,dict"`
	SpeakerOffice     string        `parquet:"speaker_office,optional,dict"`
	SpeakerSide       string        `parquet:"speaker_side,optional,dict"`
	SpeakerCandidates []string      `parquet:"speaker_candidates,list"`
	AddresseeID       string        `parquet:"addressee_id,optional,dict"`
	AddresseeName     string        `parquet:"addressee_name,optional,dict"`
	AddresseeSide     string        `parquet:"addressee_side,optional,dict"`
	Chain             []partyRow    `parquet:"chain,list"`
	Setting           string        `parquet:"setting,optional,dict"`
	Level             string        `parquet:"level,optional,dict"`
	Issues            []string      `parquet:"issues,list"`
	Content           []spanRow     `parquet:"content,list"`
	Cue               []spanRow     `parquet:"cue,list"`
	Source            []spanRow     `parquet:"source,list"`
	Sentence          string        `parquet:"sentence"`
	SentenceStart     int32         `parquet:"sentence_start"`
	SentenceEnd       int32         `parquet:"sentence_end"`
	Answers           string        `parquet:"answers,optional"`
	Confidence        float64       `parquet:"confidence"`
	Rule              string        `parquet:"rule,optional,dict"`
	EventID           string        `parquet:"event_id,optional,dict"`
	Class             string        `parquet:"class,optional,dict"`
	Mode              []string      `parquet:"mode,list"`
	Actor             []participant `parquet:"actor,list"`
	Target            []participant `parquet:"target,list"`
}

type partyRow struct {
	ID     string `parquet:"id,optional,dict"`
	Name   string `parquet:"name,dict"`
	Type   string `parquet:"type,optional,dict"`
	Office string `parquet:"office,optional,dict"`
	Side   string `parquet:"side,optional,dict"`
}

// A spanRow is words and their place, in code points of the article's text.
type spanRow struct {
	Start int32  `parquet:"start"`
	End   int32  `parquet:"end"`
	Text  string `parquet:"text"`
}

type participant struct {
	Role    string   `parquet:"role,optional,dict"`
	ID      string   `parquet:"id,optional,dict"`
	Name    string   `parquet:"name,dict"`
	Type    string   `parquet:"type,optional,dict"`
	Office  string   `parquet:"office,optional,dict"`
	Side    string   `parquet:"side,optional,dict"`
	Country string   `parquet:"country,optional,dict"`
	Sector  []string `parquet:"sector,list"`
}

// An eventRow is an event across pages. Its single values have the names of the columns of
// CSV; participants, by role there, are one list here.
type eventRow struct {
	ID           string        `parquet:"id"`
	Date         *int32        `parquet:"date,optional,date"`
	EndDate      *int32        `parquet:"enddate,optional,date"`
	DateBasis    string        `parquet:"date_basis,optional,dict"`
	Event        string        `parquet:"event,optional,dict"`
	Mode         []string      `parquet:"mode,list"`
	Context      []string      `parquet:"context,list"`
	QuadCode     *int32        `parquet:"quad_code,optional"`
	Participants []participant `parquet:"participants,list"`
	Place        string        `parquet:"event_loc,optional,dict"`
	Kind         string        `parquet:"kind,dict"`
	Status       string        `parquet:"status,dict"`
	Issues       []string      `parquet:"issues,list"`
	Mentions     int32         `parquet:"mentions"`
	Denials      int32         `parquet:"denials"`
	Pages        []string      `parquet:"page_ids,list"`
}

// statementRowOf returns the row of a statement and about how much text it holds.
func statementRowOf(h *store.Hit) (statementRow, int) {
	s, a := &h.Statement, &h.Article
	speaker, addressee := some(s.Speaker), some(s.Addressee)
	row := statementRow{
		ID: string(s.ID), PageID: string(h.Page.ID), Path: string(h.Page.Path), URL: string(h.Page.URL), Captured: dateOf(h.Page.Captured),
		Publisher: string(a.Publisher), Agency: string(a.Agency), Byline: a.Byline, Headline: string(a.Headline), Language: string(a.Language),
		PublishedEarliest: dateOf(a.Published.Earliest), PublishedLatest: dateOf(a.Published.Latest), PublishedBasis: string(a.Published.Basis),
		SaidEarliest: dateOf(h.Said.Earliest), SaidLatest: dateOf(h.Said.Latest), SaidBasis: string(h.Said.Basis),
		Kind: string(s.Kind), Act: string(s.Act), Refusal: string(s.Refusal), Polarity: string(s.Polarity), Modality: string(s.Modality),
		SpeakerID: string(speaker.ID), SpeakerName: speaker.Name, SpeakerType: speaker.Type, SpeakerOffice: string(speaker.Office),
		SpeakerSide: string(speaker.Side), SpeakerCandidates: speaker.Candidates,
		AddresseeID: string(addressee.ID), AddresseeName: addressee.Name, AddresseeSide: string(addressee.Side),
		Setting: string(s.Setting), Level: string(s.Level), Issues: s.Issues,
		Content: spanRows(s.Content), Cue: spanRows(s.Cue), Source: spanRows(s.Source),
		Sentence: h.Sentence.Text, SentenceStart: int32(h.Sentence.Start), SentenceEnd: int32(h.Sentence.End),
		Answers: string(s.Answers), Confidence: s.Confidence, Rule: s.Rule, EventID: string(s.Event), Class: string(s.Class), Mode: s.Mode,
		Actor: participants(s.Actor), Target: participants(s.Target),
	}
	for _, p := range s.Chain {
		row.Chain = append(row.Chain, partyRow{string(p.ID), p.Name, p.Type, string(p.Office), string(p.Side)})
	}
	size := 500 + len(h.Sentence.Text) + len(a.Headline)
	for _, sp := range s.Content {
		size += len(sp.Text)
	}
	return row, size
}

// eventRowOf returns the row of an event and about how much text it holds.
func eventRowOf(ev *link.Event) (eventRow, int) {
	row := eventRow{
		ID: string(ev.ID), Date: dateOf(ev.Date.Earliest), EndDate: dateOf(ev.Date.Latest), DateBasis: string(ev.Date.Basis),
		Event: string(ev.Class), Mode: ev.Mode, Context: ev.Context, Participants: participants(ev.Participants), Place: string(ev.Place),
		Kind: ev.Kind, Status: string(ev.Status), Issues: ev.Issues, Mentions: int32(len(ev.Members)), Denials: int32(ev.Denials()),
	}
	if n := int32(plover.Quad(string(ev.Class))); n > 0 {
		row.QuadCode = &n
	}
	for _, m := range ev.Members {
		row.Pages = append(row.Pages, string(m.Page))
	}
	return row, 200 + 100*len(ev.Participants) + 80*len(ev.Members)
}

// dateOf is a day as Parquet counts it, from 1 January 1970, and nil where it is not known.
func dateOf(d readout.Day) *int32 {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return nil
	}
	const day = 24 * 60 * 60 // in seconds; UTC has no others
	n := int32(t.Unix() / day)
	return &n
}

func spanRows(spans []readout.Span) []spanRow {
	rows := make([]spanRow, len(spans))
	for i, sp := range spans {
		rows[i] = spanRow{int32(sp.Start), int32(sp.End), sp.Text}
	}
	return rows
}

func participants(list []readout.Participant) []participant {
	rows := make([]participant, len(list))
	for i := range list {
		p := &list[i]
		rows[i] = participant{p.Role, string(p.ID), p.Name, p.Type, string(p.Office), string(p.Side), string(p.Country), p.Sector}
	}
	return rows
}

package eval

import (
	"fmt"
	"slices"
	"strings"

	"readout"
)

// An Expected is what a careful reader finds on one page, as it is written down in a
// file of its own. sample/README.md says how such a file looks.
type Expected struct {
	Headline  string
	Byline    []string
	Publisher string
	Agency    string
	Dateline  string
	Language  string
	// Published has the best answer first, then those that are right too. It is empty
	// where the file does not say.
	Published  []readout.Interval
	Captured   readout.Day
	Problems   []string // kinds
	Checks     []string // kinds
	Related    []readout.Related
	Events     []ExpectedEvent
	Judged     bool     // whether the file says which events the page has, if only that it has none
	Paragraphs []string // the body's
	Statements []ExpectedStatement
}

// Text is the body as an article has it: paragraphs joined by a blank line.
func (e *Expected) Text() string { return strings.Join(e.Paragraphs, "\n\n") }

// An ExpectedEvent is something that the page reports. Of several kinds or statuses, each
// is right.
type ExpectedEvent struct {
	Kinds        []string
	Date         readout.Interval // without a basis; both ends open where it is not known
	Statuses     []string
	Participants []string // names, of the actor file where it knows them
	Optional     bool     // neither asked of a reader nor held against one
}

// An ExpectedStatement is one act of saying. Content, Cue and Source are pieces of the
// text, word for word and in the text's order; [Expected.Locate] finds them.
type ExpectedStatement struct {
	Line      int // in the file
	Kind      readout.Kind
	Content   []string
	Cue       []string
	Source    []string
	Speaker   ExpectedParty
	Addressee ExpectedParty
	Chain     []string // names, outermost last
	Setting   string
	Level     readout.Level
	TimeText  string
	Time      readout.Interval // without a basis
	Answers   string           // the first words of the question
	Refusal   string           // the class of a refusal
	Polarity  string           // "denied", or "" where that is not said
	Modality  string
	Optional  bool // neither asked of a reader nor held against one
}

// An ExpectedParty is somebody who speaks or is spoken to. All of it is empty where
// nobody is named, and each part where it does not apply.
type ExpectedParty struct {
	Name, Office, Side, ID string // Office, Side and ID are those of the actor file
}

// ParseExpected reads a file of an expected record. An error names the line and is
// [readout.ErrInvalid].
func ParseExpected(data string) (*Expected, error) {
	e := &Expected{}
	n := 0
	for line := range strings.Lines(data) {
		n++
		if err := e.line(n, strings.TrimRight(line, " \r\n")); err != nil {
			return nil, fmt.Errorf("line %d: %w: %w", n, err, readout.ErrInvalid)
		}
	}
	for i := range e.Statements {
		if s := &e.Statements[i]; len(s.Content) == 0 {
			return nil, fmt.Errorf("line %d: a statement without content: %w", s.Line, readout.ErrInvalid)
		}
	}
	return e, nil
}

func (e *Expected) line(n int, line string) error {
	rest := strings.TrimLeft(line, " \t")
	if rest == "" || rest[0] == '#' {
		return nil
	}
	if kind := readout.Kind(line); slices.Contains(statementKinds, kind) {
		e.Statements = append(e.Statements, ExpectedStatement{Line: n, Kind: kind})
		return nil
	}
	key, value, found := strings.Cut(rest, ": ")
	switch {
	case !found || value == "":
		return fmt.Errorf("%q is neither a kind of statement nor a key, a colon and a value", rest)
	case rest == line:
		return e.fact(key, value)
	case len(e.Statements) == 0:
		return fmt.Errorf("%q is indented, but no statement stands before it", rest)
	}
	return e.Statements[len(e.Statements)-1].fact(key, value)
}

var statementKinds = []readout.Kind{readout.Direct, readout.Mixed, readout.Indirect, readout.Question, readout.Refusal}

// fact takes in what the file says about the page.
func (e *Expected) fact(key, value string) (err error) {
	switch key {
	case "headline":
		e.Headline = value
	case "byline":
		e.Byline = list(value, ";")
	case "publisher":
		e.Publisher = value
	case "agency":
		e.Agency = value
	case "dateline":
		e.Dateline = value
	case "language":
		e.Language = value
	case "published":
		e.Published, err = intervals(value)
	case "captured":
		e.Captured, err = day(value)
	case "problems":
		e.Problems = list(value, ";")
	case "check":
		e.Checks = append(e.Checks, value)
	case "related":
		err = e.related(value)
	case "event":
		err = e.event(value, false)
	case "optional event":
		err = e.event(value, true)
	case "text":
		e.Paragraphs = append(e.Paragraphs, value)
	default:
		return fmt.Errorf("unknown key %q", key)
	}
	return err
}

func (e *Expected) related(value string) error {
	date, headline, found := strings.Cut(value, " | ")
	if !found {
		return fmt.Errorf("a related item is a day or -, then | and its headline, not %q", value)
	}
	d, err := day(date)
	e.Related = append(e.Related, readout.Related{Headline: headline, Date: d})
	return err
}

// event reads "call | 2024-03-03 | happened | Ana Lim; Bo Orr", or "none".
func (e *Expected) event(value string, optional bool) error {
	e.Judged = true
	if value == "none" {
		return nil
	}
	f := list(value, "|")
	if len(f) != 4 {
		return fmt.Errorf("an event is kind | day | status | participants, not %q", value)
	}
	date, err := interval(f[1])
	ev := ExpectedEvent{Kinds: list(f[0], " or "), Date: date, Statuses: list(f[2], " or "), Optional: optional}
	if f[3] != "-" {
		ev.Participants = list(f[3], ";")
	}
	e.Events = append(e.Events, ev)
	return err
}

// fact takes in what the file says about a statement.
func (s *ExpectedStatement) fact(key, value string) (err error) {
	switch key {
	case "content":
		s.Content = append(s.Content, value)
	case "cue":
		s.Cue = append(s.Cue, value)
	case "source":
		s.Source = append(s.Source, value)
	case "speaker":
		s.Speaker, err = party(value)
	case "to":
		s.Addressee, err = party(value)
	case "chain":
		s.Chain = list(value, "<")
	case "setting":
		s.Setting = value
	case "level":
		s.Level, err = level(value)
	case "time":
		err = s.time(value)
	case "answers":
		s.Answers = value
	case "refusal":
		s.Refusal = value
	case "polarity":
		s.Polarity = value
	case "modality":
		s.Modality = value
	case "optional":
		s.Optional = value == "yes"
	default:
		return fmt.Errorf("unknown key %q of a statement", key)
	}
	return err
}

func (s *ExpectedStatement) time(value string) error {
	text, date, found := strings.Cut(value, " | ")
	if !found {
		return fmt.Errorf("a time is its words, then | and a day, not %q", value)
	}
	var err error
	s.TimeText = text
	s.Time, err = interval(date)
	return err
}

func party(value string) (ExpectedParty, error) {
	f := list(value, "|")
	if len(f) != 4 {
		return ExpectedParty{}, fmt.Errorf("a party is name | office | side | id, not %q", value)
	}
	for i := range f {
		if f[i] == "-" {
			f[i] = ""
		}
	}
	return ExpectedParty{Name: f[0], Office: f[1], Side: f[2], ID: f[3]}, nil
}

func level(value string) (readout.Level, error) {
	l := readout.Level(value)
	if !slices.Contains([]readout.Level{readout.Named, readout.OfficeLevel, readout.Institution, readout.Unnamed, readout.OutletLevel}, l) {
		return "", fmt.Errorf("no level of attribution is called %q", value)
	}
	return l, nil
}

// intervals reads "2024-03-04 stated or ..2026-01-14 capture".
func intervals(value string) ([]readout.Interval, error) {
	var out []readout.Interval
	for _, answer := range list(value, " or ") {
		date, basis, found := strings.Cut(answer, " ")
		if !found {
			return nil, fmt.Errorf("a publication date is days and a basis, not %q", answer)
		}
		iv, err := interval(date)
		if err != nil {
			return nil, err
		}
		iv.Basis = readout.Basis(basis)
		if !slices.Contains(bases, iv.Basis) {
			return nil, fmt.Errorf("no basis of a date is called %q", basis)
		}
		out = append(out, iv)
	}
	return out, nil
}

var bases = []readout.Basis{
	readout.Stated, readout.Metadata, readout.Feed, readout.Relative, readout.Office, readout.Capture, readout.None,
}

// interval reads "2024-03-04", "2024-03-04..2024-04-03", "..2026-01-14", and "?" or
// "unknown" for a date that is not known.
func interval(value string) (readout.Interval, error) {
	if value == "?" || value == "unknown" {
		return readout.Interval{}, nil
	}
	from, to, found := strings.Cut(value, "..")
	if !found {
		to = from
	}
	var iv readout.Interval
	var err error
	if iv.Earliest, err = day(from); err != nil {
		return iv, err
	}
	iv.Latest, err = day(to)
	return iv, err
}

// day reads a day, or "" and "-" for none.
func day(value string) (readout.Day, error) {
	if value == "" || value == "-" {
		return "", nil
	}
	if d := readout.Day(value); d.Valid() {
		return d, nil
	}
	return "", fmt.Errorf("%q is not a day like 2024-03-04", value)
}

func list(value, sep string) []string {
	parts := strings.Split(value, sep)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

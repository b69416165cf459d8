package readout

import (
	"crypto/sha256"
	"fmt"
)

// Schema is the version of the record's JSON form. Names are only ever added within a
// version.
const Schema = "readout/1"

// A Record is everything read from one page. One record is one line of
// `readout read --json`.
type Record struct {
	Schema     string          `json:"schema"`
	Page       Page            `json:"page"`
	Article    Article         `json:"article"`
	Statements List[Statement] `json:"statements"`
	Events     List[Event]     `json:"events"`
	Checks     List[Check]     `json:"checks"`
	Problems   List[Problem]   `json:"problems"`
	// Stages maps each stage's name to the version that made its part of the record.
	Stages map[string]string `json:"stages"`
}

// Failure returns what kept a page from being read at all, where something did. A page
// that is no article has been read: that it is none is what the record says.
func (r *Record) Failure() (Problem, bool) {
	switch {
	case r.Article.Text != "":
		return Problem{}, false
	case len(r.Problems) == 0:
		return Problem{Stage: "article", Kind: "empty", Message: "no text"}, true
	}
	return r.Problems[0], r.Problems[0].Kind != NotArticle
}

// A PageID is "sha256:" and the lower-case hexadecimal SHA-256 of the page's bytes, or
// the id that came with an article that was read from a line of JSON.
type PageID string

// PageIDOf returns the identifier of a page's bytes.
func PageIDOf(page []byte) PageID { return PageID(fmt.Sprintf("sha256:%x", sha256.Sum256(page))) }

// A Page is where bytes came from.
type Page struct {
	ID        PageID `json:"id"`
	Path      Opt    `json:"path"`
	URL       Opt    `json:"url"`
	Captured  Day    `json:"captured"` // the day the page was saved: an upper bound of every date in it
	MediaType string `json:"media_type"`
	Bytes     int64  `json:"bytes"`
}

// Name is what a page is called in messages: its path, or else its address.
func (p *Page) Name() string {
	switch {
	case p.Path != "":
		return string(p.Path)
	case p.URL != "":
		return string(p.URL)
	}
	return "standard input"
}

// An Article is what a page says, without the page's furniture.
type Article struct {
	Headline  Opt            `json:"headline"`
	Byline    List[string]   `json:"byline"`
	Publisher Opt            `json:"publisher"` // whose page it is
	Agency    Opt            `json:"agency"`    // whose text it is, where a dateline or credit names one
	Dateline  Opt            `json:"dateline"`  // as printed: "STEPANAKERT, MAY 1, ARTSAKHPRESS:"
	Language  Opt            `json:"language"`  // BCP 47, of the body
	Published Interval       `json:"published"`
	Evidence  List[Evidence] `json:"evidence"` // everything that was taken into account for Published
	Text      string         `json:"text"`     // body paragraphs, joined by a blank line
	Related   List[Related]  `json:"related"`  // the "latest news" rail; never part of Text
	Links     List[Link]     `json:"links"`    // links in the body
}

// Evidence is one sign of an article's publication day.
type Evidence struct {
	Source   string `json:"source"` // "url", "json-ld", "meta", "microdata", "time", "class", "dateline", "visible", "feed", "sitemap", "listing", "given", "saved", "rail", "clock" or "office"
	Value    string `json:"value"`  // as it stands on the page
	Earliest Day    `json:"earliest"`
	Latest   Day    `json:"latest"`
	Used     bool   `json:"used"` // whether the answer rests on it
	Note     Opt    `json:"note"` // why it was not used, or what it means
}

// A Related item is another article that the page advertises.
type Related struct {
	Headline string `json:"headline"`
	Date     Day    `json:"date"`
	URL      Opt    `json:"url"`
}

// A Link is a hyperlink in the body.
type Link struct {
	Span Span   `json:"span"`
	URL  string `json:"url"`
}

// A Basis says how a date is known.
type Basis string

// The bases of a date, from the strongest to none at all.
const (
	Stated   Basis = "stated"   // printed with the text
	Metadata Basis = "metadata" // in the page's markup or address
	Feed     Basis = "feed"     // given by a feed or sitemap
	Relative Basis = "relative" // counted from a known date
	Office   Basis = "office"   // bounded by who held an office
	Capture  Basis = "capture"  // only known to be before the page was saved
	None     Basis = "none"     // not known
)

// An Interval is a date as far as it is known: some day from Earliest to Latest, both
// included. An empty end is open.
type Interval struct {
	Earliest Day   `json:"earliest"`
	Latest   Day   `json:"latest"`
	Basis    Basis `json:"basis"`
}

// Time is when something happened, with the words that say so.
type Time struct {
	Text Opt `json:"text"`
	Interval
}

// A Party is somebody who speaks, is spoken to, relays or takes part.
type Party struct {
	ID         Opt          `json:"id"`   // the actor file's, or null where nobody there fits, or more than one
	Name       string       `json:"name"` // the fullest name known; as printed where nobody in the actor file fits
	Type       string       `json:"type"` // "person", "office", "body", "state", "organisation", "outlet", "document", "group" or "unnamed"
	Office     Opt          `json:"office"`
	Side       Opt          `json:"side"`       // the actor id of the state or organisation it speaks for
	Candidates List[string] `json:"candidates"` // actor ids, where the name fits more than one
	Members    List[string] `json:"members"`    // of a group: actor ids, or names where nobody in the actor file fits
}

// Kind is what sort of saying a statement is.
type Kind string

// The kinds of statement.
const (
	Direct   Kind = "direct"   // verbatim
	Mixed    Kind = "mixed"    // verbatim words within a paraphrase
	Indirect Kind = "indirect" // paraphrase
	Question Kind = "question"
	Refusal  Kind = "refusal" // asked, did not answer
)

// Level is how openly a statement's source is given.
type Level string

// The levels of attribution, and "" where there is no source.
const (
	Named         Level = "named"
	OfficeLevel   Level = "office"
	Institution   Level = "institution"
	Unnamed       Level = "unnamed"
	OutletLevel   Level = "outlet"
	UnknownSource Level = ""
)

// A StatementID names a statement; the same page read by the same stage gives the same
// one.
type StatementID string

// A Statement is one act of saying.
type Statement struct {
	ID         StatementID       `json:"id"`
	Kind       Kind              `json:"kind"`
	Content    List[Span]        `json:"content"` // what was said, quotation marks included; for a refusal, what was refused
	Cue        List[Span]        `json:"cue"`     // the words that make it a statement: "said", "according to"
	Source     List[Span]        `json:"source"`  // who, as printed: "he", "State Department spokesperson Ana Lim"
	Speaker    *Party            `json:"speaker" jsonschema:"nullable"`
	Addressee  *Party            `json:"addressee" jsonschema:"nullable"`
	Chain      List[Party]       `json:"chain"`   // who relays it, outermost last
	Setting    Opt               `json:"setting"` // "briefing", "call", "readout", "interview", "speech", "post", "press service", "statement", "talks" or "transcript"
	Level      Level             `json:"level"`
	Time       *Time             `json:"time" jsonschema:"nullable"`
	Issues     List[string]      `json:"issues"`
	Class      Opt               `json:"class"`      // PLOVER class of what the statement does
	Mode       List[string]      `json:"mode"`       // PLOVER modes of the class
	Actor      List[Participant] `json:"actor"`      // who does what Class says: the speaker, or each of those who speak together, with country and sector
	Target     List[Participant] `json:"target"`     // whom it is directed at: who is accused, urged, threatened, promised to
	Act        Opt               `json:"act"`        // what the cue does: "assert", "ask", "deny", "refuse", "urge", "accuse" ...; "hold" for what somebody thinks or wants; null where the cue is no verb or noun of saying that is known
	Refusal    Opt               `json:"refusal"`    // of a refusal, how: "refused", "declined", "no-comment", "no-response", "deferred", "unconfirmed" or "ignorance"
	Polarity   Opt               `json:"polarity"`   // "affirmed", or "denied": the speaker says that the content is not so; null for questions and refusals
	Modality   Opt               `json:"modality"`   // of the content's main clause: "conditional", "possible", "obliged", "intended", "expected", "wanted"; null for a plain assertion
	Answers    StatementID       `json:"answers"`    // the question it answers
	Event      EventID           `json:"event"`      // the event of the page in which it was said, or of which it gives an account
	Review     Opt               `json:"review"`     // "corrected" where a person changed something of it
	Confidence float64           `json:"confidence"` // 0 to 1
	Rule       string            `json:"rule"`       // the rule that found it
}

// A Check is something about the article that its reader should know before quoting it.
type Check struct {
	Kind string `json:"kind"`                       // such as "headline-quote-unsupported"
	Span *Span  `json:"span" jsonschema:"nullable"` // in Text, or null where it is about the headline or the whole
	Note string `json:"note"`
}

// NotArticle is the kind of problem of a page that is a home page, a list or a form.
const NotArticle = "not-article"

// A Problem is what kept a stage from doing its work on a page. The page is kept.
type Problem struct {
	Stage   string `json:"stage"`
	Kind    string `json:"kind"` // "empty", "binary", "truncated", "paywall", "not-article", "encoding", "language", "size" ...
	Message string `json:"message"`
}

package readout

// An EventID names an event of a page; the same page read by the same stages gives the
// same one.
type EventID string

// Status is whether an event took place.
type Status string

// The statuses of an event.
const (
	Happened     Status = "happened" // or is taking place
	Planned      Status = "planned"  // announced, agreed or expected
	Denied       Status = "denied"   // said not to have taken place, or called off
	Hypothetical Status = "hypothetical"
)

// An Event is something that happened, is planned or was denied, as one page tells it.
// Codes are those of PLOVER 2.0 (Open Event Data Alliance, manual of February 2024).
type Event struct {
	ID           EventID           `json:"id"`
	Kind         string            `json:"kind"`    // in a plain word: "call", "meeting", "talks", "visit", "arrest" ...
	Class        Opt               `json:"class"`   // PLOVER class, "CONSULT"
	Mode         List[string]      `json:"mode"`    // PLOVER modes, "phone"
	Context      List[string]      `json:"context"` // PLOVER contexts, "diplomatic"
	Status       Status            `json:"status"`
	Participants List[Participant] `json:"participants"`
	Place        Opt               `json:"place"`
	Date         Time              `json:"date"`
	Issues       List[string]      `json:"issues"`
	AccordingTo  List[StatementID] `json:"according_to"` // the statements that tell of it; empty where the article itself does
	Mentions     List[Span]        `json:"mentions"`     // the words that name it: "spoke", "the call"
	Evidence     List[Span]        `json:"evidence"`     // the sentence of each mention
}

// A Participant is a party with its role in an event.
type Participant struct {
	Party
	Role    string       `json:"role"`    // "actor", "recipient", or "host" of a meeting of others
	Country Opt          `json:"country"` // ISO 3166 alpha-3, or PLOVER's code of who has no state: "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"
	Sector  List[string] `json:"sector"`  // PLOVER sectors, the primary one first: "GOV", "MIL"
	Span    *Span        `json:"span" jsonschema:"nullable"`
}

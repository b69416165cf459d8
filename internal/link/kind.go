package link

import (
	"slices"

	"readout"
)

// A Kind is how an event's kind is compared: pages call the same thing by several words.
type Kind struct {
	Family string `json:"family"` // what is compared at all
	Word   string `json:"word"`   // "" where the page's word leaves open which of the family it is
}

const (
	contact = "contact" // people come together to talk
	call    = "call"
)

// kindOf returns the kind that an event is compared by. Talks may be by telephone or at a
// table; what has the mode phone is a call, whatever it is called.
func kindOf(ev *readout.Event) Kind {
	switch ev.Kind {
	case call, "phone call", "telephone call", "video call":
		return Kind{contact, call}
	case "talks", "conversation", "negotiations", "consultations", "contact":
		if slices.Contains(ev.Mode, "phone") {
			return Kind{contact, call}
		}
		return Kind{contact, ""}
	case "meeting", "summit", "conference", "mediation", "reception":
		if slices.Contains(ev.Mode, "phone") {
			return Kind{contact, call}
		}
		return Kind{contact, "meeting"}
	case "dinner", "lunch", "breakfast":
		return Kind{contact, "meal"}
	case "visit", "trip", "arrival":
		return Kind{"visit", "visit"}
	case "arrest", "detention":
		return Kind{"arrest", "arrest"}
	}
	return Kind{ev.Kind, ev.Kind}
}

// fits reports whether two kinds may be one.
func (k Kind) fits(other Kind) bool {
	return k.Family == other.Family && (k.Word == other.Word || k.Word == "" || other.Word == "")
}

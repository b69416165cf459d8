// Package link says what belongs together across pages: which pages carry the same text,
// and which of their events are one event.
//
// What comes in are records; [PageOf] makes of each what linking needs to know of it. The
// verdicts on two pages ([CompareTexts]) and on two events ([Compare]) depend on these two
// alone; [Cluster] and [Carriers] bring many verdicts together, and give the same whatever
// the order in which pages came. Every link and every refusal has its reason. Finding the
// pairs worth comparing is done with keys ([Item.Keys], [Page.Bands]); where they are
// kept, and the order of the work, is left to packages store and pipeline.
package link

import (
	"slices"

	"readout"
)

// Version names this stage's behaviour: links that another version made are made anew.
const Version = "link/6"

// An Event is one event as the pages of the record tell of it.
type Event struct {
	ID           readout.EventID                   `json:"id"` // that of its first member
	Kind         string                            `json:"kind"`
	Class        readout.Opt                       `json:"class"`
	Mode         readout.List[string]              `json:"mode"`
	Context      readout.List[string]              `json:"context"`
	Status       readout.Status                    `json:"status"`
	Participants readout.List[readout.Participant] `json:"participants"` // their spans are null: they stand on the members' pages
	Place        readout.Opt                       `json:"place"`
	Date         readout.Interval                  `json:"date"`     // what all members permit
	Evidence     readout.List[readout.Evidence]    `json:"evidence"` // of the date, a line a member that bounds it
	Issues       readout.List[string]              `json:"issues"`
	Members      readout.List[Member]              `json:"members"`
	Earlier      readout.List[Member]              `json:"earlier"`  // on versions of articles that a newer one has replaced; they are no pages of their own
	Links        readout.List[Verdict]             `json:"links"`    // why members are taken for one event
	Refusals     readout.List[Verdict]             `json:"refusals"` // why others like it are not
}

// A Member is an event of a page.
type Member struct {
	Page   readout.PageID  `json:"page"`
	Event  readout.EventID `json:"event"`
	Status readout.Status  `json:"status"`
	Date   readout.Time    `json:"date"`
}

// A Ref names an event of a page.
type Ref struct {
	Page  readout.PageID  `json:"page"`
	Event readout.EventID `json:"event"`
}

// A Verdict says whether two events of pages are one, and why.
type Verdict struct {
	A       Ref                  `json:"a"`
	B       Ref                  `json:"b"`
	Same    bool                 `json:"same"`
	Near    bool                 `json:"-"`       // kind and participants are the same ones, so that a refusal is worth telling
	Person  bool                 `json:"person"`  // a person said so, whatever else speaks for or against it
	Score   float64              `json:"score"`   // of links: the higher, the surer; it has no unit
	Reasons readout.List[string] `json:"reasons"` // for a person
}

// Replaced moves the members that stand on pages which newer versions of their articles have
// replaced to [Event.Earlier]. Where these are all, the event is known by them alone, and they stay.
func (ev *Event) Replaced(by func(page readout.PageID) bool) {
	var now, earlier readout.List[Member]
	for _, m := range ev.Members {
		if by(m.Page) {
			earlier = append(earlier, m)
		} else {
			now = append(now, m)
		}
	}
	if len(now) > 0 {
		ev.Members, ev.Earlier = now, earlier
	}
}

// EarlierPages are the earlier versions that tell of the event, each once.
func (ev *Event) EarlierPages() []readout.PageID {
	var out []readout.PageID
	for _, m := range ev.Earlier {
		if !slices.Contains(out, m.Page) {
			out = append(out, m.Page)
		}
	}
	return out
}

// Denials is on how many pages an event is denied.
func (ev *Event) Denials() int {
	n := 0
	for _, m := range ev.Members {
		if m.Status == readout.Denied {
			n++
		}
	}
	return n
}

package position

import (
	"cmp"
	"slices"

	"readout"
)

// Asked is how often somebody was asked about the matter, and what came of it.
type Asked struct {
	Asked     int                    `json:"asked"`
	Answered  int                    `json:"answered"` // of these: with a reply that is no refusal
	Refused   int                    `json:"refused"`
	NoReply   int                    `json:"no_reply"` // the page has none
	From      readout.Day            `json:"from"`     // of the dated ones
	To        readout.Day            `json:"to"`
	Undated   int                    `json:"undated"`
	Exchanges readout.List[Exchange] `json:"exchanges"` // in order of time, what is not dated last
}

// An Exchange is a question and its reply. A refusal that is told without its question has
// none.
type Exchange struct {
	Question *Cite `json:"question" jsonschema:"nullable"`
	Reply    *Cite `json:"reply" jsonschema:"nullable"`
}

// either returns the part that an exchange is dated by.
func (e *Exchange) either() *Cite {
	if e.Question != nil {
		return e.Question
	}
	return e.Reply
}

// asked finds the questions on the matter that were put to who is asked for, or that he
// replied to, and the refusals that are told without a question.
func (a *Ask) asked() Asked {
	var out Asked
	linked := make(map[readout.StatementID]bool)
	for i := range a.Hits {
		q := &a.Hits[i]
		if q.Statement.Kind != readout.Question {
			continue
		}
		ex := Exchange{}
		for j := range a.Replies[q.Statement.ID] {
			reply := &a.Replies[q.Statement.ID][j]
			if reply.Statement.Kind == readout.Question || a.Of != nil && !a.Of(reply.Statement.Speaker) {
				continue
			}
			linked[reply.Statement.ID] = true
			if c := cite(reply); ex.Reply == nil || ex.Reply.Kind == readout.Refusal { // a refusal may be followed by an answer
				ex.Reply = &c
			}
		}
		if ex.Reply == nil && a.Of != nil && !a.Of(q.Statement.Addressee) {
			continue
		}
		c := cite(q)
		ex.Question = &c
		out.Exchanges = append(out.Exchanges, ex)
	}
	for i := range a.Hits {
		if h := &a.Hits[i]; h.Statement.Kind == readout.Refusal && a.counts(h) && !linked[h.Statement.ID] {
			c := cite(h)
			out.Exchanges = append(out.Exchanges, Exchange{Reply: &c})
		}
	}
	out.count()
	return out
}

func (a *Asked) count() {
	slices.SortStableFunc(a.Exchanges, func(x, y Exchange) int {
		cx, cy := x.either(), y.either()
		if dx, dy := Dated(cx.Said), Dated(cy.Said); dx != dy {
			return cmp.Compare(order(dx), order(dy))
		}
		return earlier(*cx, *cy)
	})
	a.Asked = len(a.Exchanges)
	var known []Cite
	for i := range a.Exchanges {
		e := &a.Exchanges[i]
		switch {
		case e.Reply == nil:
			a.NoReply++
		case e.Reply.Kind == readout.Refusal:
			a.Refused++
		default:
			a.Answered++
		}
		if c := e.either(); Dated(c.Said) {
			known = append(known, *c)
		} else {
			a.Undated++
		}
	}
	a.From, a.To = days(known)
}

func order(first bool) int {
	if first {
		return 0
	}
	return 1
}

// Package event finds what happened on a page, is planned, or was denied: calls,
// meetings, talks, arrests, pledges, with who took part, when and where, and which
// statements tell of it.
package event

import (
	"readout"
	"readout/actor"
	"readout/text"
)

// Version names this stage's behaviour in the record.
const Version = "event/1"

// Input is what the stage reads.
type Input struct {
	Page       readout.PageID
	Article    *readout.Article
	Document   *text.Document // of Article.Text
	Statements []readout.Statement
	Roster     *actor.Roster
}

// Find returns the events of a page in the order of their first mentions, and sets the
// event and the class of the statements that tell of them.
func Find(in Input) []readout.Event {
	return nil
}

package desk

import (
	"context"

	"readout"
	"readout/actor"
	"readout/internal/account"
	"readout/internal/link"
	"readout/text"
)

// A CompareQuery asks for the accounts of one event, side by side.
type CompareQuery struct {
	Event []string // its id, the beginning of it, or words that only it has
	A, B  string   // the sides, by name or id; "" is one of the two of which the pages tell most
}

// Compare puts the accounts of an event beside each other. Words that mean several events
// give an [account.AmbiguousError].
func (d *Desk) Compare(ctx context.Context, c CompareQuery) (account.Comparison, error) {
	reader, err := d.Reader()
	if err != nil {
		return account.Comparison{}, err
	}
	ev, recs, err := account.Accounts(ctx, d.Store, c.Event, account.NamesOf(reader.Roster))
	if err != nil {
		return account.Comparison{}, err
	}
	return d.compare(ev, recs, c.A, c.B)
}

func (d *Desk) compare(ev link.Event, recs []readout.Record, a, b string) (account.Comparison, error) {
	reader, err := d.Reader()
	if err != nil {
		return account.Comparison{}, err
	}
	texts := make([]string, len(recs))
	for i := range recs {
		texts[i] = recs[i].Article.Text
	}
	d.analyses.all(reader, texts)
	in := account.Input{Event: ev, Words: account.WordsOf(reader.Model),
		Pages: account.PagesOf(ev, recs, func(s string) *text.Document { return d.analyses.annotate(reader, s) }),
		Names: account.NamesOf(reader.Roster), Who: account.WhoOf(reader.Roster)}
	if in.A, err = theSide(reader.Roster, recs, a); err != nil {
		return account.Comparison{}, err
	}
	if in.B, err = theSide(reader.Roster, recs, b); err != nil {
		return account.Comparison{}, err
	}
	return account.Compare(in), nil
}

// theSide returns the id of a side that is asked for, "" for none. It is one of the actor
// files, or one that speaks in the records.
func theSide(roster *actor.Roster, recs []readout.Record, name string) (string, error) {
	id := sideOf(roster, name)
	if name != "" && roster.Get(id) == nil && !speaks(recs, id) {
		return "", invalid("side %q: %s", name, UnknownName)
	}
	return id, nil
}

func speaks(recs []readout.Record, side string) bool {
	for i := range recs {
		for _, st := range recs[i].Statements {
			if st.Speaker != nil && string(st.Speaker.Side) == side {
				return true
			}
		}
	}
	return false
}

package desk

import (
	"context"

	"readout"
	"readout/internal/quote"
)

// A CheckQuery asks whether words were said.
type CheckQuery struct {
	Quote   string // the words, with or without their quotation marks
	Speaker string // who is said to have said them: a name, office, side or actor id; "" is anybody
	Period  Period
}

// Check says where the words stand in the record.
func (d *Desk) Check(ctx context.Context, c CheckQuery) (quote.Report, error) {
	q, err := quote.Parse(c.Quote)
	if err != nil {
		return quote.Report{}, &mistake{err.Error(), readout.ErrInvalid}
	}
	period, err := c.Period.node()
	if err != nil {
		return quote.Report{}, err
	}
	ask, err := quote.Candidates(ctx, d.Store, q, period)
	if err != nil {
		return quote.Report{}, err
	}
	if c.Speaker != "" {
		roster, err := d.Roster()
		if err != nil {
			return quote.Report{}, err
		}
		ask.Speaker, ask.By = c.Speaker, partyNamed(roster, c.Speaker, true)
	}
	return quote.Judge(ask), nil
}

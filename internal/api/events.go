package api

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"readout"
	"readout/internal/account"
	"readout/internal/desk"
	"readout/internal/link"
	"readout/internal/store"
)

// An eventList is a part of the events that are asked for.
type eventList struct {
	Items readout.List[link.Event] `json:"items"`
	Next  readout.Opt              `json:"next" doc:"Null at the end, or where it was not said how many were wanted."`
}

func (a *API) events(h huma.API) {
	huma.Register(h, get("list-events", "/events", "events", "Events across pages, the newest first", 400), a.listEvents)
	huma.Register(h, get("get-event", "/events/{id}", "events", "One event, with the reasons why its pages are taken for one", 404), a.event)
	huma.Register(h, get("compare-accounts", "/events/{id}/accounts", "events", "The accounts that the sides give of an event, side by side", 400, 404), a.compare)
}

type eventsInput struct {
	Choice
	Period
	Actor string `query:"actor" maxLength:"200" doc:"Only events with this participant: an actor's id, a side, or words of a name."`
	Kind  string `query:"kind" maxLength:"40" doc:"Only events of this kind: call, meeting, talks, arrest."`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"How many at most."`
}

func (a *API) listEvents(ctx context.Context, in *eventsInput) (*body[eventList], error) {
	days, err := desk.Period(in.Period).Days()
	if err != nil {
		return nil, problem(err)
	}
	events, err := a.desk.Store.Events(ctx, store.EventQuery{Actor: in.Actor, Kind: in.Kind, From: days.From, To: days.To, Limit: in.Limit})
	return answer(eventList{Items: events}, err)
}

func (a *API) event(ctx context.Context, in *statementInput) (*body[link.Event], error) {
	return answer(a.desk.Store.Event(ctx, readout.EventID(in.ID)))
}

type compareInput struct {
	Choice
	ID string `path:"id" maxLength:"200" doc:"The event's id, the beginning of it, or words that only it has, such as call Ansley Orlec 2024-03-03."`
	A  string `query:"a" maxLength:"200" doc:"The side shown first, by name or id; by default one of the two of which the pages tell most."`
	B  string `query:"b" maxLength:"200" doc:"The side it is compared with."`
}

func (a *API) compare(ctx context.Context, in *compareInput) (*body[account.Comparison], error) {
	got, err := a.desk.Compare(ctx, desk.CompareQuery{Event: strings.Fields(in.ID), A: in.A, B: in.B})
	var many *account.AmbiguousError
	if errors.As(err, &many) {
		var ids []string
		for i := range many.Events[:min(10, len(many.Events))] {
			ids = append(ids, string(many.Events[i].ID))
		}
		return nil, huma.Error400BadRequest(fmt.Sprintf("%v: %s", err, strings.Join(ids, ", ")))
	}
	return answer(got, err)
}

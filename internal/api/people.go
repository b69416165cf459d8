package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"readout"
	"readout/internal/desk"
)

// An issueList is the issues that are followed.
type issueList struct {
	Items readout.List[issueItem] `json:"items"`
	Next  readout.Opt             `json:"next"`
}

type issueItem struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (a *API) people(h huma.API) {
	huma.Register(h, get("get-actor", "/actors/{id}", "actors and issues", "Who somebody is, and what the record holds of them", 400, 404), a.actor)
	huma.Register(h, get("list-issues", "/issues", "actors and issues", "The matters that are followed over time"), a.issues)
	huma.Register(h, get("position-history", "/issues/{id}/position", "actors and issues", "How somebody's words on an issue were put over time", 400, 404), a.position)
}

type actorInput struct {
	Choice
	Period
	ID string `path:"id" maxLength:"200" doc:"An actor's id or name."`
}

func (a *API) actor(ctx context.Context, in *actorInput) (*body[desk.Dossier], error) {
	return answer(a.desk.Dossier(ctx, in.ID, desk.Period(in.Period)))
}

type issuesInput struct{ Choice }

func (a *API) issues(context.Context, *issuesInput) (*body[issueList], error) {
	set, err := a.desk.Issues()
	if err != nil {
		return nil, problem(err)
	}
	var out issueList
	for i := range set.All() {
		out.Items = append(out.Items, issueItem{ID: i.ID, Name: i.Name})
	}
	return &body[issueList]{out}, nil
}

type positionInput struct {
	Choice
	Period
	ID      string `path:"id" maxLength:"200" doc:"The issue's id."`
	Speaker string `query:"speaker" maxLength:"200" doc:"Whose words: a name, office or actor id."`
	Side    string `query:"side" maxLength:"200" doc:"For which state or organisation they are spoken, by name or id."`
	Phrase  string `query:"phrase" maxLength:"200" doc:"A phrase whose uses are counted."`
}

func (a *API) position(ctx context.Context, in *positionInput) (*body[desk.Position], error) {
	return answer(a.desk.Position(ctx, desk.PositionQuery{Issue: in.ID, Speaker: in.Speaker, Side: in.Side, Phrase: in.Phrase, Period: desk.Period(in.Period)}))
}

package api

import (
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"readout"
	"readout/internal/desk"
	"readout/internal/query"
	"readout/internal/quote"
	"readout/internal/store"
)

// A statementList is a part of the statements that a query finds.
type statementList struct {
	Items readout.List[store.Hit] `json:"items"`
	Next  readout.Opt             `json:"next" doc:"The cursor of the next part; null at the end."`
	Count *store.Tally            `json:"count" doc:"How many there are in all, where that was asked for."`
}

func (a *API) statements(h huma.API) {
	huma.Register(h, get("search-statements", "/statements", "statements", "Find statements, each in its sentence", 400), a.search)
	huma.Register(h, get("get-statement", "/statements/{id}", "statements", "One statement in its sentence", 404), a.statement)
	huma.Register(h, get("check-quote", "/check", "statements", "Look whether somebody said some words: exactly, nearly, somebody else, a paraphrase only, or not found", 400), a.check)
}

type searchInput struct {
	Choice
	Query  string `query:"q" maxLength:"4000" doc:"What to look for, as for readout search; nothing is everything." example:"speaker:\"Margit Ansley\" corridor"`
	Order  string `query:"order" enum:"newest,relevance" default:"newest" doc:"Newest first, or what the words fit best."`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"How many at most."`
	Cursor string `query:"cursor" maxLength:"200" doc:"Where the last part ended: its next."`
	Count  bool   `query:"count" doc:"Count all that there are."`
}

func (a *API) search(ctx context.Context, in *searchInput) (*body[statementList], error) {
	q, err := a.desk.Query(in.Query)
	if err != nil {
		return nil, problem(err)
	}
	opt := store.SearchOptions{Limit: in.Limit + 1}
	if in.Order == "relevance" {
		opt.Order = store.Relevance
	}
	if opt.After, err = parseCursor(in.Cursor); err != nil {
		return nil, problem(err)
	}
	var out statementList
	var hit store.Hit
	for hit, err = range a.desk.Store.Search(ctx, q, opt) {
		if err != nil {
			return nil, problem(err)
		}
		if len(out.Items) == in.Limit {
			out.Next, err = a.cursorAfter(ctx, q, opt.Order, out.Items[in.Limit-1].Number)
			break
		}
		out.Items = append(out.Items, hit)
	}
	if err != nil {
		return nil, problem(err)
	}
	if in.Count {
		tally, err := a.desk.Store.Count(ctx, q)
		if err != nil {
			return nil, problem(err)
		}
		out.Count = &tally
	}
	return &body[statementList]{out}, nil
}

// cursorAfter is the place behind a hit, as text.
func (a *API) cursorAfter(ctx context.Context, q query.Query, order store.Order, n store.Number) (readout.Opt, error) {
	var score float64
	if order == store.Relevance {
		ranked, err := a.desk.Store.Rank(ctx, q, []store.Number{n})
		if err != nil {
			return "", err
		}
		for _, r := range ranked {
			score = r.Score
		}
	}
	return readout.Opt(base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %g", n, score))), nil
}

func parseCursor(s string) (store.Cursor, error) {
	if s == "" {
		return store.Cursor{}, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(s)
	number, score, ok := strings.Cut(string(text), " ")
	n, bad := strconv.ParseInt(number, 10, 64)
	f, worse := strconv.ParseFloat(score, 64)
	if err != nil || !ok || bad != nil || worse != nil {
		return store.Cursor{}, fmt.Errorf("cursor %q is none of this program's: %w", s, readout.ErrInvalid)
	}
	return store.Cursor{Number: store.Number(n), Score: f}, nil
}

type statementInput struct {
	Choice
	ID string `path:"id" maxLength:"200"`
}

func (a *API) statement(ctx context.Context, in *statementInput) (*body[store.Hit], error) {
	return answer(a.desk.Store.Statement(ctx, readout.StatementID(in.ID)))
}

type checkInput struct {
	Choice
	Period
	Quote   string `query:"quote" required:"true" maxLength:"4000" doc:"The words, with or without quotation marks." example:"a matter of weeks"`
	Speaker string `query:"speaker" maxLength:"200" doc:"Who is said to have said them: a name, office, side or actor id."`
}

func (a *API) check(ctx context.Context, in *checkInput) (*body[quote.Report], error) {
	return answer(a.desk.Check(ctx, desk.CheckQuery{Quote: in.Quote, Speaker: in.Speaker, Period: desk.Period(in.Period)}))
}

package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"readout"
	"readout/internal/link"
	"readout/internal/store"
)

// An articleList is a part of the articles that a query finds.
type articleList struct {
	Items readout.List[store.PageHit] `json:"items"`
	Next  readout.Opt                 `json:"next"`
}

func (a *API) articles(h huma.API) {
	huma.Register(h, get("search-articles", "/articles", "articles", "Find pages by the words of their headlines and texts", 400), a.searchArticles)
	huma.Register(h, get("get-article", "/articles/{id}", "articles", "Everything read from one page", 404), a.article)
	huma.Register(h, get("get-story", "/articles/{id}/story", "articles", "The pages that carry the same text", 404), a.story)
	huma.Register(h, get("get-dating", "/articles/{id}/dating", "articles", "What bounds the day of a page", 404), a.dating)
}

type articlesInput struct {
	Choice
	Query string `query:"q" maxLength:"4000" doc:"Words, and the fields publisher, headline, language, page and date."`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"How many at most."`
}

func (a *API) searchArticles(ctx context.Context, in *articlesInput) (*body[articleList], error) {
	q, err := a.desk.Query(in.Query)
	if err == nil {
		err = store.OfPages(q)
	}
	if err != nil {
		return nil, problem(err)
	}
	var out articleList
	for hit, err := range a.desk.Store.SearchPages(ctx, q, store.SearchOptions{Limit: in.Limit}) {
		if err != nil {
			return nil, problem(err)
		}
		out.Items = append(out.Items, hit)
	}
	return &body[articleList]{out}, nil
}

func (a *API) article(ctx context.Context, in *statementInput) (*body[readout.Record], error) {
	return answer(a.desk.Store.Record(ctx, readout.PageID(in.ID)))
}

func (a *API) story(ctx context.Context, in *statementInput) (*body[link.Story], error) {
	return answer(a.desk.Store.Story(ctx, readout.PageID(in.ID)))
}

func (a *API) dating(ctx context.Context, in *statementInput) (*body[link.Dating], error) {
	return answer(a.desk.Store.Dating(ctx, readout.PageID(in.ID)))
}

package mcp

import (
	"context"

	"readout"
	"readout/internal/cite"
	"readout/internal/desk"
	"readout/internal/quote"
	"readout/internal/store"
)

// most is how many statements an answer has at most.
const most = 50

type searchInput struct {
	Query string `json:"query" jsonschema:"what to look for; empty is everything"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many at most, up to 50; 20 where it is left out"`
}

type searchOutput struct {
	Found      int         `json:"found" jsonschema:"how many statements there are in all"`
	Undated    int         `json:"undated,omitempty" jsonschema:"left out because their day is not known"`
	Statements []statement `json:"statements"`
}

func (s *Server) search(ctx context.Context, in searchInput) (searchOutput, error) {
	out := searchOutput{Statements: []statement{}}
	q, err := s.desk.Query(in.Query)
	if err != nil {
		return out, err
	}
	limit := 20
	if in.Limit > 0 {
		limit = min(in.Limit, most)
	}
	for h, err := range s.desk.Store.Search(ctx, q, store.SearchOptions{Limit: limit}) {
		if err != nil {
			return out, err
		}
		out.Statements = append(out.Statements, s.statementOf(&h))
	}
	tally, err := s.desk.Store.Count(ctx, q)
	out.Found, out.Undated = tally.Found, tally.Undated
	return out, err
}

type idInput struct {
	ID string `json:"id" jsonschema:"the statement's id"`
}

func (s *Server) statement(ctx context.Context, in idInput) (statement, error) {
	h, err := s.desk.Store.Statement(ctx, readout.StatementID(in.ID))
	return s.statementOf(&h), err
}

type citeOutput struct {
	Citations []cite.Citation `json:"citations"`
}

func (s *Server) cite(ctx context.Context, in idInput) (citeOutput, error) {
	h, err := s.desk.Store.Statement(ctx, readout.StatementID(in.ID))
	if err != nil {
		return citeOutput{Citations: []cite.Citation{}}, err
	}
	return citeOutput{cite.All(&h)}, nil
}

type checkInput struct {
	Quote   string `json:"quote" jsonschema:"the words, with or without quotation marks"`
	Speaker string `json:"speaker,omitempty" jsonschema:"who is said to have said them: a name, office, side or actor id"`
	From    string `json:"from,omitempty" jsonschema:"from this day, month or year on"`
	To      string `json:"to,omitempty" jsonschema:"up to this day, month or year"`
}

type checkOutput struct {
	Verdict     string      `json:"verdict"`
	Meaning     string      `json:"meaning" jsonschema:"the verdict in words, with what was searched"`
	Exact       []statement `json:"exact"`
	Near        []statement `json:"near"`
	SomeoneElse []statement `json:"someone_else"`
	Paraphrases []statement `json:"paraphrases"`
}

func (s *Server) check(ctx context.Context, in checkInput) (checkOutput, error) {
	r, err := s.desk.Check(ctx, desk.CheckQuery{Quote: in.Quote, Speaker: in.Speaker, Period: desk.Period{From: in.From, To: in.To}})
	return checkOutput{Verdict: string(r.Verdict), Meaning: r.Meaning, Exact: s.finds(r.Exact), Near: s.finds(r.Near),
		SomeoneElse: s.finds(r.SomeoneElse), Paraphrases: s.finds(r.Paraphrases)}, err
}

func (s *Server) finds(list []quote.Find) []statement {
	out := []statement{}
	for i := range list[:min(most, len(list))] {
		f := &list[i]
		st := readout.Statement{ID: f.Statement, Kind: f.Kind, Content: f.Spans, Speaker: f.Speaker, Chain: f.Chain, Setting: f.Setting, Level: f.Level}
		h := store.Hit{Statement: st, Sentence: f.Sentence, Said: f.Said, Article: f.Article, Page: f.Page}
		found := s.statementOf(&h)
		found.Words, found.Verbatim = f.Words, f.Verbatim
		out = append(out, found)
	}
	return out
}

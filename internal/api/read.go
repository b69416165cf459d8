package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"readout"
	"readout/article"
	"readout/internal/source"
)

// maxRead bounds a page that is sent, in bytes.
const maxRead = 4 << 20

// A pageInput is a page or an article's text to read.
type pageInput struct {
	Body struct {
		Page      string      `json:"page" minLength:"1" maxLength:"2000000" doc:"A web page, a page's text, or an article's text."`
		As        string      `json:"as,omitempty" enum:"auto,html,text,body" default:"auto" doc:"What page is: body is an article's text, to which spans then refer unchanged."`
		URL       string      `json:"url,omitempty" maxLength:"2000"`
		Headline  string      `json:"headline,omitempty" maxLength:"2000"`
		Published string      `json:"published,omitempty" maxLength:"40"`
		Captured  readout.Day `json:"captured,omitempty" doc:"The day on which the page was saved."`
	}
}

func (a *API) read(h huma.API) {
	huma.Register(h, huma.Operation{OperationID: "read", Method: http.MethodPost, Path: Prefix + "/read", Tags: []string{"reading"},
		Summary: "Read a page: its record, as readout read --json prints it; nothing is kept", MaxBodyBytes: maxRead, Errors: []int{413, 422}}, a.readPage)
}

func (a *API) readPage(ctx context.Context, in *pageInput) (*body[readout.Record], error) {
	reader, err := a.desk.Reader()
	if err != nil {
		return nil, problem(err)
	}
	select {
	case a.reading <- struct{}{}:
		defer func() { <-a.reading }()
	case <-ctx.Done():
		return nil, huma.Error503ServiceUnavailable("gone before its turn came")
	}
	form := article.Form(in.Body.As)
	if in.Body.As == "auto" {
		form = article.Auto
	}
	return &body[readout.Record]{reader.Read(source.Page{Bytes: []byte(in.Body.Page), Form: form, URL: in.Body.URL,
		Headline: in.Body.Headline, Published: in.Body.Published, Captured: in.Body.Captured})}, nil
}

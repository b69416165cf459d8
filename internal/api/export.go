package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"readout"
	"readout/internal/export"
)

const exportPath = "/export"

type exportInput struct {
	Format    string         `query:"format" maxLength:"40" doc:"csv, jsonl, parquet and others; docs/export.md tells what each holds. The first that has the kind where it is left out." example:"csv"`
	Kind      string         `query:"kind" enum:"statements,events,records" default:"statements" doc:"What is wanted: statements, events across pages, or the whole records of the pages with such statements."`
	Query     string         `query:"q" maxLength:"4000" doc:"Which statements, as for readout search; nothing is all." example:"kind:refusal"`
	Actor     string         `query:"actor" maxLength:"200" doc:"Of events: only those with this participant: an actor's id, a side, or words of a name."`
	EventKind string         `query:"event-kind" maxLength:"40" doc:"Of events: only those of this kind: call, meeting, talks, arrest."`
	Date      string         `query:"date" maxLength:"40" doc:"Of events: only those that may have been then." example:"2024-03-01..2024-03-31"`
	Status    readout.Status `query:"status" maxLength:"40" doc:"Of events: happened, planned, denied or hypothetical."`
}

func (a *API) export(h huma.API) {
	op := get("export", exportPath, "export", "All statements, events or records that are asked for, as a file, written while the record is read", 400)
	file := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	content := make(map[string]*huma.MediaType)
	for _, f := range export.Formats() {
		content[f.MediaType] = &huma.MediaType{Schema: file}
	}
	op.Responses = map[string]*huma.Response{"200": {Description: "The file. Where reading ends early, so does the connection.", Content: content,
		Headers: map[string]*huma.Header{"Content-Disposition": {Description: "The file's name", Schema: &huma.Schema{Type: huma.TypeString}}}}}
	huma.Register(h, op, func(_ context.Context, in *exportInput) (*huma.StreamResponse, error) { return a.exportFile(h, in) })
}

func (a *API) exportFile(h huma.API, in *exportInput) (*huma.StreamResponse, error) {
	ask := export.Ask{Kind: export.Kind(in.Kind), Format: in.Format, Query: in.Query, Actor: in.Actor, EventKind: in.EventKind, Date: in.Date, Status: in.Status}
	format, request, err := ask.Read(a.desk, time.Now())
	if err != nil {
		return nil, problem(err)
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		select {
		case a.exporting <- struct{}{}:
			defer func() { <-a.exporting }()
		case <-ctx.Context().Done():
			return
		}
		out := &fileWriter{ctx: ctx, format: &format, name: format.FileName(request)}
		_, err := format.Write(ctx.Context(), a.desk.Store, request, out)
		switch {
		case err == nil:
			_, _ = out.Write(nil) // the headers of an empty file
		case out.begun:
			panic(http.ErrAbortHandler) // a half must not look like the whole
		default:
			_ = huma.WriteErr(h, ctx, http.StatusInternalServerError, "the record could not be read", err)
		}
	}}, nil
}

// A fileWriter sends its headers with the first bytes, so that an error before them has its
// own.
type fileWriter struct {
	ctx    huma.Context
	format *export.Format
	name   string
	begun  bool
}

func (w *fileWriter) Write(p []byte) (int, error) {
	if !w.begun {
		w.begun = true
		w.ctx.SetHeader("Content-Type", w.format.MediaType)
		w.ctx.SetHeader("Content-Disposition", fmt.Sprintf("attachment; filename=%q", w.name))
		w.ctx.SetHeader("Cache-Control", "no-cache")
		w.ctx.SetStatus(http.StatusOK)
	}
	_, rw := humago.Unwrap(w.ctx)
	export.Patience(rw)
	return rw.Write(p)
}

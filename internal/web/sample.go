package web

import (
	"context"
	"io/fs"
	"iter"
	"net/http"
	"path"

	"readout"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
)

// loadSample reads the sample dossier into the record.
func (s *Server) loadSample(w http.ResponseWriter, r *http.Request) {
	if s.Sample == nil {
		s.fail(w, r, readout.ErrNotFound)
		return
	}
	if err := s.readSample(r.Context()); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

func (s *Server) readSample(ctx context.Context) error {
	record := s.Desk.Store
	actors, err := fs.ReadFile(s.Sample, "actors.toml")
	if err != nil {
		return err
	}
	if err := record.PutFile(ctx, store.File{Kind: store.ActorFile, Name: "sample-actors.toml", Data: actors}); err != nil {
		return err
	}
	if err := s.Desk.Refresh(ctx); err != nil {
		return err
	}
	reader, err := s.Desk.Reader()
	if err != nil {
		return err
	}
	in := &pipeline.Ingester{Store: record, Read: reader.Read, Stages: reader.Stages()}
	if _, err := in.Run(ctx, samplePages(s.Sample)); err != nil {
		return err
	}
	_, err = pipeline.Link(ctx, record, nil)
	return err
}

// samplePages yields the pages of the sample dossier.
func samplePages(files fs.FS) iter.Seq2[source.Page, error] {
	return func(yield func(source.Page, error) bool) {
		entries, err := fs.ReadDir(files, "pages")
		if err != nil {
			yield(source.Page{}, err)
			return
		}
		for _, e := range entries {
			name := path.Join("pages", e.Name())
			content, err := fs.ReadFile(files, name)
			if !yield(source.Page{Path: path.Join("sample", name), Bytes: content}, err) {
				return
			}
		}
	}
}

package desk

import (
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"readout/internal/pipeline"
	"readout/text"
)

// annotatedBytes bounds the texts whose analyses are kept: a document takes some hundred
// times its text.
const annotatedBytes = 1 << 20

// An annotator analyses texts as the pages' readers did, and keeps what was asked for last:
// the pages of an event and the words on an issue are asked for again and again. It is safe
// for concurrent use. The documents are shared and not changed.
type annotator struct {
	mu    sync.Mutex
	of    map[string]*text.Document
	used  []string // the one that came in last stands last
	bytes int
}

// all analyses texts side by side, so that asking for each after it is quick.
func (a *annotator) all(r *pipeline.Reader, texts []string) {
	var g errgroup.Group
	g.SetLimit(8)
	for _, s := range slices.Compact(slices.Sorted(slices.Values(texts))) {
		g.Go(func() error {
			a.annotate(r, s)
			return nil
		})
	}
	_ = g.Wait()
}

func (a *annotator) annotate(r *pipeline.Reader, s string) *text.Document {
	a.mu.Lock()
	d := a.of[s]
	a.mu.Unlock()
	if d != nil {
		return d
	}
	d = text.Annotate(r.Model, s)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.keep(s, d)
	return d
}

func (a *annotator) keep(s string, d *text.Document) {
	if a.of == nil {
		a.of = make(map[string]*text.Document)
	}
	if len(s) > annotatedBytes/4 || a.of[s] != nil {
		return
	}
	a.of[s], a.used = d, append(a.used, s)
	a.bytes += len(s)
	gone := 0
	for a.bytes > annotatedBytes {
		a.bytes -= len(a.used[gone])
		delete(a.of, a.used[gone])
		gone++
	}
	a.used = slices.Delete(a.used, 0, gone)
}

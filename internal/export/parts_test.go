package export

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/pipeline"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/warc"
)

// A partWorld is an archive of the fixture's pages in two parts, to be read into files.
type partWorld struct {
	t     *testing.T
	store *store.Store
	queue queue.Queue
	dir   string
}

var partStages = map[string]string{"article": "article/1"}

func newPartWorld(t *testing.T) *partWorld {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "readout.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &partWorld{t: t, store: s, queue: s.Jobs(queue.Policy{}), dir: t.TempDir()}
}

// put puts the parts on the queue.
func (w *partWorld) put() {
	w.t.Helper()
	for _, at := range []int64{0, 2} {
		part := pipeline.Part{File: "a.warc", From: warc.Place{Offset: at}, To: warc.Place{Offset: at + 2}, Records: 2}
		if _, err := w.queue.Put(w.t.Context(), pipeline.SliceJob(part, partStages)); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *partWorld) work(ctx context.Context, parts pipeline.Parter) pipeline.Done {
	w.t.Helper()
	pages := fixturePages(w.t)
	worker := &pipeline.Worker{Store: w.store, Queue: w.queue, Stages: partStages, Lanes: 1, UntilEmpty: true, Parts: parts,
		Read: func(p source.Page) readout.Record {
			for i := range pages {
				if string(pages[i].bytes) == string(p.Bytes) {
					rec := pages[i].rec
					rec.Stages = partStages
					return rec
				}
			}
			panic("no such page")
		},
		Slices: func(_ context.Context, p pipeline.Part) iter.Seq2[source.Page, error] {
			return func(yield func(source.Page, error) bool) {
				for i := p.From.Offset; i < p.To.Offset && int(i) < len(pages); i++ {
					if !yield(source.Page{Bytes: pages[i].bytes, Path: string(pages[i].rec.Page.Path)}, nil) {
						return
					}
				}
			}
		}}
	done, err := worker.Run(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return done
}

// committed returns the files that the record names, which must be those that are there.
func (w *partWorld) committed() (files []string, rows int) {
	w.t.Helper()
	list, err := w.store.Slices(w.t.Context(), partStages)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, sl := range list {
		for _, f := range sl.Files {
			files, rows = append(files, f.Name), rows+f.Rows
			if info, err := os.Stat(filepath.Join(w.dir, f.Name)); err != nil || info.Size() != f.Bytes {
				w.t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
	return files, rows
}

func (w *partWorld) onDisk() int {
	w.t.Helper()
	list, err := filepath.Glob(filepath.Join(w.dir, "*", "*"))
	if err != nil {
		w.t.Fatal(err)
	}
	return len(list)
}

// Parts that are read twice, and parts whose worker died when it had written the files and
// not the row that names them, make each file once.
func TestParts(t *testing.T) {
	plain := newPartWorld(t)
	plain.put()
	if done := plain.work(t.Context(), Parter(plain.dir)); done.Slices != 2 || done.Read != 4 {
		t.Errorf("read %+v", done)
	}
	want, rows := plain.committed()
	if len(want) != 4 || rows != 12 || plain.onDisk() != 4 {
		t.Errorf("%d files with %d rows, %d on the disk", len(want), rows, plain.onDisk())
	}
	plain.put() // read already: nothing is done
	if done := plain.work(t.Context(), func(context.Context, pipeline.Reads, iter.Seq2[source.Page, error]) (store.Slice, error) {
		t.Error("read again")
		return store.Slice{}, nil
	}); done.Slices != 2 || done.Read != 0 {
		t.Errorf("read again %+v", done)
	}

	killed := newPartWorld(t)
	killed.put()
	ctx, kill := context.WithCancel(t.Context())
	killed.work(ctx, func(ctx context.Context, r pipeline.Reads, pages iter.Seq2[source.Page, error]) (store.Slice, error) {
		defer kill()
		out, err := Parter(killed.dir)(ctx, r, pages)
		return out, errors.Join(err, context.Canceled)
	})
	if got, _ := killed.committed(); len(got) != 0 || killed.onDisk() != 2 {
		t.Errorf("committed %v, %d on the disk", got, killed.onDisk())
	}
	killed.work(t.Context(), Parter(killed.dir))
	got, _ := killed.committed()
	if diff := cmp.Diff(want, got); diff != "" || killed.onDisk() != 4 {
		t.Errorf("%d on the disk; -want +got:\n%s", killed.onDisk(), diff)
	}
}

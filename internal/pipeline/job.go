package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"

	"readout"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/warc"
)

// ReadJob is the work of reading a page whose bytes the record has, by stages of some
// versions: whoever has others looks whether the record's actor files have changed.
func ReadJob(page readout.PageID, stages map[string]string) queue.Job {
	return queue.Job{ID: "read " + string(page), Kind: queue.Read, Body: body(readBody{Page: page, By: mark(stages)})}
}

type readBody struct {
	Page readout.PageID `json:"page"`
	By   string         `json:"by"`
}

// mark tells versions of stages from others.
func mark(stages map[string]string) string {
	sum := sha256.Sum256(body(stages)) // keys of maps come out in order
	return hex.EncodeToString(sum[:8])
}

// LinkJob is the work of linking what is pending in the record, or a part of it.
func LinkJob(part store.LinkPart) queue.Job {
	if part.Of <= 1 {
		return queue.Job{ID: "link", Kind: queue.Link}
	}
	return queue.Job{ID: fmt.Sprintf("link %d of %d", part.N, part.Of), Kind: queue.Link, Body: body(part)}
}

// linkPart is the part of linking that a job names.
func linkPart(j *queue.Job) (part store.LinkPart, err error) {
	if len(j.Body) == 0 {
		return part, nil
	}
	if err := json.Unmarshal(j.Body, &part); err != nil || part.N < 0 || part.Of <= part.N {
		return part, fmt.Errorf("job %q names no part of linking: %w", j.ID, readout.ErrInvalid)
	}
	return part, nil
}

// FetchJob is the work of following a source: asking it, where it is due, and fetching and
// reading what it lists, by stages of some versions.
func FetchJob(source string, stages map[string]string) queue.Job {
	return queue.Job{ID: "fetch " + source, Kind: queue.Fetch, Body: body(fetchBody{Source: source, By: mark(stages)})}
}

type fetchBody struct {
	Source string `json:"source"`
	By     string `json:"by"`
}

// A Fetcher follows the source with an id as far as there is something to do for it, and
// gives the pages that it fetches to ingest, which returns when they are in the record.
type Fetcher func(ctx context.Context, id string, ingest func(context.Context, iter.Seq2[source.Page, error]) error) error

// A Part is part of a WARC file.
type Part struct {
	File    string     `json:"file"` // as the workers find it
	From    warc.Place `json:"from"` // of its first record
	To      warc.Place `json:"to"`   // behind its last one
	Records int        `json:"records"`
	By      string     `json:"by"` // set by SliceJob
}

// SliceJob is the work of reading part of an archive into the record, by stages of some
// versions.
func SliceJob(p Part, stages map[string]string) queue.Job {
	p.By = mark(stages)
	return queue.Job{ID: fmt.Sprintf("slice %s %s", p.File, p.From), Kind: queue.Slice, Body: body(p)}
}

// A Slicer yields the pages of part of an archive, the same ones each time.
type Slicer func(context.Context, Part) iter.Seq2[source.Page, error]

// A Parter reads the pages of part of an archive into files beside the record. What it made
// counts when it has returned; the same part makes the same files.
type Parter func(ctx context.Context, r Reads, pages iter.Seq2[source.Page, error]) (store.Slice, error)

func body(v any) []byte {
	b, _ := json.Marshal(v) // strings and numbers
	return b
}

// refillBatch is how many pages are looked up at a time.
const refillBatch = 1000

// Refill puts the jobs that the record tells of: pages that are kept and were not read by
// these stages, and pages that are still to be linked. It returns how many were not on the
// queue.
func Refill(ctx context.Context, s *store.Store, q queue.Queue, stages map[string]string) (added int, err error) {
	for after := int64(0); ; {
		ids, last, err := s.PageIDs(ctx, stages, after, refillBatch)
		if err != nil {
			return added, err
		}
		if len(ids) == 0 {
			break
		}
		after = last
		jobs := make([]queue.Job, len(ids))
		for i, id := range ids {
			jobs[i] = ReadJob(id, stages)
		}
		n, err := q.Put(ctx, jobs...)
		if added += n; err != nil {
			return added, err
		}
	}
	n, err := putLinks(ctx, s, q, linkEach)
	return added + n, err
}

// linkEach is for how many pages to be linked one more worker links: what one links in a second.
const linkEach = 512

// putLinks puts the job of linking where pages are to be linked, or those of as many parts of it
// as there are times each of them.
func putLinks(ctx context.Context, s *store.Store, q queue.Queue, each int) (int, error) {
	parts, err := s.Pending(ctx, each)
	if err != nil || len(parts) == 0 {
		return 0, err
	}
	jobs := make([]queue.Job, len(parts))
	for i, p := range parts {
		jobs[i] = LinkJob(p)
	}
	return q.Put(ctx, jobs...)
}

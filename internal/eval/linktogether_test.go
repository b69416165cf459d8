package eval_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"readout/internal/eval"
	"readout/internal/pipeline"
	"readout/internal/store"
	"readout/internal/store/pgtest"
)

// togetherHeading begins the part of docs/speed.md that TestLinkTogether writes.
const togetherHeading = "\n## Linking in parts at the same time\n"

// togetherPages is how many pages are linked, and togetherBatch how many in a transaction of a part.
const (
	togetherPages = 8000
	togetherBatch = 128
)

// TestLinkTogether measures how fast several programs link parts of a record on PostgreSQL, and
// adds it to docs/speed.md (make bench-link).
func TestLinkTogether(t *testing.T) {
	if !*update {
		t.Skip("run make bench-link to measure speed and write docs/speed.md")
	}
	var b strings.Builder
	for _, press := range []struct {
		name string
		fill func(*store.Store) error
	}{
		{"many parties, as uneven as in news", func(s *store.Store) error { return eval.FillBig(t.Context(), s, togetherPages) }},
		{"every other dossier about the same two people", func(s *store.Store) error {
			for g := newGrower(t); g.pages < togetherPages; {
				g.grow(t, s, 20)
			}
			return nil
		}},
	} {
		var first float64
		for _, linkers := range []int{0, 1, 2, 4} {
			took, pages := linkTogether(t, press.fill, linkers)
			if linkers == 0 {
				first = took.Seconds()
			}
			name := []string{"one, all of it", "1", "2", "", "4"}[linkers]
			fmt.Fprintf(&b, "| %s | %s | %.0f | %.2f |\n", press.name, name, float64(pages)/took.Seconds(), first/took.Seconds())
			t.Logf("%s, %s: %d pages in %v", press.name, name, pages, took)
		}
	}
	putSection(t, togetherHeading, fmt.Sprintf(`
Two generated archives of %d pages that were read already, linked on PostgreSQL with durable commits by so many programs, each of them a part of %d after the other (internal/store/linktrace.go), %d pages a transaction; before that by one that links all of it, 256 a transaction. By the clock; client and server share the cores.

| archive | programs | pages a second | × one that links all of it |
| --- | ---: | ---: | ---: |
`, togetherPages, pgParts, togetherBatch)+b.String())
}

// pgParts is into how many parts linking is divided on PostgreSQL.
const pgParts = 16

// linkTogether fills a record and has it linked, as a whole where there are 0 linkers.
func linkTogether(t *testing.T, fill func(*store.Store) error, linkers int) (took time.Duration, pages int) {
	t.Helper()
	server := pgtest.StartMortal(t)
	defer server.Kill()
	address := "postgres://postgres@" + server.Addr() + "/postgres"
	s, err := store.Open(t.Context(), address, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := fill(s); err != nil {
		t.Fatal(err)
	}
	if _, pages, err = s.Left(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := s.LinkParts(); n != pgParts {
		t.Fatalf("%d parts, want %d", n, pgParts)
	}
	parts := make(chan int, pgParts)
	for n := range pgParts {
		parts <- n
	}
	close(parts)
	begin := time.Now()
	var work errgroup.Group
	for range linkers {
		work.Go(func() error { return linkParts(t.Context(), address, parts) })
	}
	if err := work.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Link(t.Context(), s, nil); err != nil { // what links rest on that was changed later
		t.Fatal(err)
	}
	return time.Since(begin), pages
}

// linkParts links one part after the other until none is left.
func linkParts(ctx context.Context, address string, parts <-chan int) error {
	s, err := store.Open(ctx, address, store.Options{Wait: 30 * time.Second})
	if err != nil {
		return err
	}
	defer s.Close()
	for n := range parts {
		for done := togetherBatch; done == togetherBatch; {
			if done, _, err = s.LinkPart(ctx, store.LinkPart{N: n, Of: pgParts}, togetherBatch); err != nil {
				return err
			}
		}
	}
	return nil
}

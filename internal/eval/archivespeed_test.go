package eval_test

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"readout/internal/eval"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/warc/warctest"
)

// archiveHeading begins the part of docs/speed.md that TestArchiveSpeed writes.
const archiveHeading = "\n## From an archive to the record\n"

// archivePages is how many pages the archive of TestArchiveSpeed has, unless
// READOUT_ARCHIVE_PAGES says another number.
const archivePages = 20_000

// TestArchiveSpeed takes a generated archive of pages of 500 words from its bytes to
// committed, linked records on SQLite, and adds what that costs to docs/speed.md (make
// bench-archive).
func TestArchiveSpeed(t *testing.T) {
	if !*update {
		t.Skip("run make bench-archive to measure speed and write docs/speed.md")
	}
	pages := archivePages
	if s := os.Getenv("READOUT_ARCHIVE_PAGES"); s != "" {
		var err error
		if pages, err = strconv.Atoi(s); err != nil || pages < 1 {
			t.Fatalf("READOUT_ARCHIVE_PAGES=%q: not a number of pages", s)
		}
	}
	run := archiveRun{t: t, file: generatedArchive(t, pages), pages: pages}
	alone := run.read(false)
	linked := run.read(true)
	some := run.first(200)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	stages := speeds(t, some)
	text := fmt.Sprintf(`
A generated archive (a gzip member for each response) of %d pages of 500 words, from its bytes to committed records on SQLite, with two readers; linking runs beside them. CPU time has garbage collection in it; articles a second are by the clock, and so by what else the machine did. One page in eight is a reprint, the others have sentences of their own.

| work | CPU µs a page | articles a second | memory at most, MB |
| --- | ---: | ---: | ---: |
| archive, reading, writing | %d | %.1f | %d |
| the same, linked | %d | %.1f | %d |
| linking alone, by difference | %d | | |

The stages of reading, on %d such pages, and one core:

%s`, pages, alone.cpu, alone.rate, alone.memory, linked.cpu, linked.rate, linked.memory, linked.cpu-alone.cpu, len(some), stages)
	putSection(t, archiveHeading, text)
	t.Log(text)
}

func generatedArchive(t *testing.T, pages int) string {
	file := filepath.Join(t.TempDir(), "generated.warc.gz")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := warctest.New(1).Write(f, pages); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return file
}

type archiveRun struct {
	t     *testing.T
	file  string
	pages int
}

// first returns the first n pages of the archive.
func (a archiveRun) first(n int) []source.Page {
	var out []source.Page
	for p, err := range source.Walk(a.t.Context(), []string{a.file}, source.Options{}) {
		if err != nil {
			a.t.Fatal(err)
		}
		if out = append(out, p); len(out) == n {
			break
		}
	}
	return out
}

// archiveCost is what a run took.
type archiveCost struct {
	cpu    int64   // µs a page
	rate   float64 // articles a second
	memory int     // MB that the process held at most
}

// read takes the archive into a record, and says how far it is every 1,000 pages.
func (a archiveRun) read(linking bool) archiveCost {
	t := a.t
	reader := readerOf(t)
	debug.FreeOSMemory() // what runs before this held
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var cost archiveCost
	begin, cpu, told := time.Now(), eval.CPUTime(), 0
	in := &pipeline.Ingester{Store: s, Read: reader.Read, Stages: reader.Stages(), Workers: 2, OnFail: func(err error) { t.Error(err) }}
	in.OnWrite = func(p pipeline.Progress) {
		held := resident()
		cost.memory = max(cost.memory, held)
		if p.Done()/1000 > told {
			told = p.Done() / 1000
			fmt.Fprintf(os.Stderr, "linking %v: %d pages, %.1f a second, %d MB\n", linking, p.Done(), float64(p.Done())/time.Since(begin).Seconds(), held)
		}
	}
	walk := source.Walk(t.Context(), []string{a.file}, source.Options{Resume: func(context.Context, string) (source.Archive, error) { return source.Archive{}, nil }})
	run := in.Run
	if linking {
		run = func(ctx context.Context, walk iter.Seq2[source.Page, error]) (pipeline.Progress, error) {
			return in.RunLinked(ctx, walk, nil)
		}
	}
	done, err := run(t.Context(), walk)
	if err != nil || done.New != a.pages {
		t.Fatalf("%+v, %v", done, err)
	}
	cost.rate = float64(a.pages) / time.Since(begin).Seconds()
	cost.cpu = (eval.CPUTime() - cpu).Microseconds() / int64(a.pages)
	cost.memory = cmp.Or(cost.memory, resident())
	return cost
}

// resident returns the memory that the process has now, in MB; 0 where that is not told.
func resident() int {
	stat, _ := os.ReadFile("/proc/self/statm")
	fields := strings.Fields(string(stat))
	if len(fields) < 2 {
		return 0
	}
	n, _ := strconv.Atoi(fields[1])
	return n * os.Getpagesize() >> 20
}

package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"readout/actor"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/warc/warctest"
	"readout/issue"
)

// benchPages is how many pages the archive of BenchmarkArchive has.
const benchPages = 2000

// BenchmarkArchive takes a generated archive of pages of 500 words from its bytes to
// committed records, with linking and without:
//
//	go test ./internal/pipeline -run '^$' -bench Archive -benchtime 1x -cpuprofile cpu.out
func BenchmarkArchive(b *testing.B) {
	file := filepath.Join(b.TempDir(), "generated.warc.gz")
	f, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	if err := warctest.New(1).Write(f, benchPages); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	roster, err := actor.Default()
	if err != nil {
		b.Fatal(err)
	}
	issues, err := issue.Default()
	if err != nil {
		b.Fatal(err)
	}
	reader, err := NewReader(roster, issues)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "r.db"), store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		var most runtime.MemStats
		in := &Ingester{Store: s, Read: reader.Read, Stages: reader.Stages(), OnFail: func(err error) { b.Error(err) }, OnWrite: func(Progress) {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			most.Sys = max(most.Sys, now.Sys)
		}}
		begin := time.Now()
		done, err := in.Run(b.Context(), source.Walk(b.Context(), []string{file}, source.Options{Resume: unread}))
		if err != nil || done.New != benchPages {
			b.Fatalf("%+v, %v", done, err)
		}
		read := time.Since(begin)
		if _, err := Link(b.Context(), s, nil); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(benchPages/read.Seconds(), "pages/s")
		b.ReportMetric(benchPages/time.Since(begin).Seconds(), "linked/s")
		b.ReportMetric(float64(most.Sys)/(1<<20), "MB")
		s.Close()
	}
}

// unread knows of no archive that was read before.
func unread(context.Context, string) (source.Archive, error) { return source.Archive{}, nil }

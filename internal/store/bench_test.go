package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"readout"
)

// benchPages are entries of pages with eight statements of some 150 letters each, on
// days of three years.
func benchPages(b *testing.B, s *Store, n, from int) []*Entry {
	b.Helper()
	rnd := rand.New(rand.NewPCG(1, uint64(from)))
	words := strings.Fields("corridor road bridge border prisoners treaty draft talks envoy sanctions ceasefire convoy customs mediator village ferry market harvest winter school")
	entries := make([]*Entry, n)
	for i := range entries {
		var lines []string
		var list []said
		for k := range 8 {
			var line []string
			for range 22 {
				line = append(line, fmt.Sprintf("%s%d", words[rnd.IntN(len(words))], rnd.IntN(200)))
			}
			content := fmt.Sprintf("“%s %d”", strings.Join(line, " "), k)
			lines = append(lines, content+" said Ana Lim, the Foreign Ministry spokesperson, about the "+words[rnd.IntN(len(words))]+".")
			by := lim()
			by.Name = fmt.Sprintf("Ana Lim %d", rnd.IntN(500))
			by.ID = readout.Opt(by.Name)
			list = append(list, said{words: content, by: by, kind: readout.Direct, level: readout.Named, setting: "briefing", act: "assert"})
		}
		day := readout.MakeDay(2021+rnd.IntN(3), 1+rnd.IntN(12), 1+rnd.IntN(28))
		bytes, rec := page(b, fmt.Sprintf("%d.txt", from+i), strings.Join(lines, "\n"), day, list...)
		e, err := s.Prepare(bytes, rec, sentences(rec))
		if err != nil {
			b.Fatal(err)
		}
		entries[i] = e
	}
	return entries
}

// BenchmarkStore_Put writes batches of 64 pages with 512 statements into a growing
// record.
func BenchmarkStore_Put(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchPut(b, openTest(b, filepath.Join(b.TempDir(), "r.db"))) })
	b.Run("postgres", func(b *testing.B) { benchPut(b, openTest(b, postgresRecord(b))) })
}

func benchPut(b *testing.B, s *Store) {
	statements := 0
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		entries := benchPages(b, s, 64, i*64)
		b.StartTimer()
		if _, err := s.Put(b.Context(), entries...); err != nil {
			b.Fatal(err)
		}
		statements += 64 * 8
	}
	b.ReportMetric(float64(statements)/b.Elapsed().Seconds(), "statements/s")
	b.ReportMetric(float64(statements)/8/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkStore_Prepare does what a worker does of a page before it is written.
func BenchmarkStore_Prepare(b *testing.B) {
	s := openTest(b, filepath.Join(b.TempDir(), "r.db"))
	text := strings.Repeat("“The corridor must reopen before winter”, said Ana Lim of the ministry.\n", 20)
	bytes, rec := page(b, "a.txt", text, "2023-04-30", said{words: "“The corridor must reopen before winter”", by: lim()})
	for range 19 {
		rec.Statements = append(rec.Statements, rec.Statements[0])
	}
	where := sentences(rec)
	b.SetBytes(int64(len(bytes)))
	for b.Loop() {
		if _, err := s.Prepare(bytes, rec, where); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStore_Search asks a record of 80,000 statements for its first 20 hits.
func BenchmarkStore_Search(b *testing.B) {
	s, there := openTest(b, filepath.Join(b.TempDir(), "r.db")), openTest(b, postgresRecord(b))
	for i := range 157 {
		if _, err := s.Put(b.Context(), benchPages(b, s, 64, i*64)...); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := Copy(b.Context(), s, there, func(string, int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	if _, err := there.writer.Exec("ANALYZE"); err != nil {
		b.Fatal(err)
	}
	b.Run("sqlite", func(b *testing.B) { benchSearch(b, s) })
	b.Run("postgres", func(b *testing.B) { benchSearch(b, there) })
}

func benchSearch(b *testing.B, s *Store) {
	for _, text := range []string{"corridor7", "corridor7 treaty3", `"spokesperson about the corridor"`, "ministry", "corridor*", `speaker:"ana lim 7"`,
		"ministry date:2022-04..2022-07", "publisher:oru date:2022-04-05", "", "-corridor7 date:..2021"} {
		b.Run(strings.ReplaceAll(text, " ", "_"), func(b *testing.B) {
			q := parse(b, text)
			for b.Loop() {
				for _, err := range s.Search(b.Context(), q, SearchOptions{Limit: 20}) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		b.Run(strings.ReplaceAll(text, " ", "_")+"/count", func(b *testing.B) {
			q := parse(b, text)
			for b.Loop() {
				if _, err := s.Count(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

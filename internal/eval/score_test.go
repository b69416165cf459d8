package eval

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/article"
)

func TestScoreBody(t *testing.T) {
	tests := []struct {
		name, want, got   string
		precision, recall float64
	}{
		{"the same", "one two three four five", "one two three four five", 1, 1},
		{"punctuation and soft hyphens do not count", "one two, three four", "one two thr\u00adee four.", 1, 1},
		{"half missing", "a b c d e", "a b c d", 1, .5},
		{"as much again", "a b c d", "a b c d e", .5, 1},
		{"a repeated shingle counts twice", "a b c d", "a b c d a b c d", .2, 1},
		{"nothing extracted", "a b c d", "", 0, 0},
		{"nothing to extract", "", "", 1, 1},
		{"shorter than a shingle", "a b", "a b", 1, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := scoreBody(tt.want, tt.got)
			if !near(b.Precision(), tt.precision) || !near(b.Recall(), tt.recall) {
				t.Errorf("scoreBody(%q, %q) = precision %v recall %v, want %v %v",
					tt.want, tt.got, b.Precision(), b.Recall(), tt.precision, tt.recall)
			}
		})
	}
}

func TestMeanBody(t *testing.T) {
	p, r, f := meanBody([]BodyScore{{TP: 1}, {TP: .5, FN: .5}})
	if !near(p, 100) || !near(r, 75) || !near(f, 100*1.5/1.75) {
		t.Errorf("meanBody = %v %v %v, want the F1 of the means, not the mean of the F1s", p, r, f)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestRailInBody(t *testing.T) {
	page := []byte(`<p>Talks went on.</p><p><a href=/a>Envoys of Norland and Sudria meet again</a></p><a href=/b>Read more</a>`)
	tests := []struct {
		name, got, want string
		rail            int
	}{
		{"a linked headline as a paragraph", "Talks went on.\n\nEnvoys of Norland and Sudria meet again", "Talks went on.", 1},
		{"the truth has it too", "Envoys of Norland and Sudria meet again", "Envoys of Norland and Sudria meet again.", 0},
		{"inside a paragraph", "Talks went on. Envoys of Norland and Sudria meet again", "Talks went on.", 0},
		{"too short for a headline", "Read more", "Talks went on.", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := railInBody(page, tt.got, tt.want); len(got) != tt.rail {
				t.Errorf("railInBody(%q) = %q, want %d", tt.got, got, tt.rail)
			}
		})
	}
}

func TestScoreDate(t *testing.T) {
	dated := truth{Date: []byte(`"2031-05-02"`), Disputed: "2031-05-03"}
	tests := []struct {
		name      string
		truth     truth
		published readout.Interval
		got       string
		right     bool
	}{
		{"right", dated, readout.On("2031-05-02", readout.Metadata), "2031-05-02", true},
		{"as the second annotator says", dated, readout.On("2031-05-03", readout.Stated), "2031-05-03", true},
		{"wrong", dated, readout.On("2031-05-04", readout.Stated), "2031-05-04", false},
		{"an interval is no answer", dated, readout.Interval{Earliest: "2031-05-02", Latest: "2031-05-09", Basis: readout.Stated}, "", false},
		{"a save day is no answer", dated, readout.On("2031-05-02", readout.Capture), "", false},
		{"a day on an undated page", truth{Date: []byte("null")}, readout.On("2031-05-02", readout.Stated), "2031-05-02", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := scoreDate(tt.truth, tt.published)
			if !got.Asked || got.Got != tt.got || got.Right != tt.right {
				t.Errorf("scoreDate(%v) = %+v, want %q, right %v", tt.published, got, tt.got, tt.right)
			}
		})
	}
	if a := scoreDate(truth{}, readout.On("2031-05-02", readout.Stated)); a.Asked {
		t.Errorf("scoreDate without a truth = %+v, want not asked", a)
	}
}

func TestScoreTitleAndAuthors(t *testing.T) {
	tests := []struct {
		name        string
		got         Answer
		right, near bool
	}{
		{"the same title", scoreTitle("Talks  resume", "Talks resume"), true, true},
		{"title with the outlet's name", scoreTitle("Talks resume", "Talks resume | Norland Post"), false, true},
		{"another title", scoreTitle("Talks resume", "Talks end"), false, false},
		{"no title", scoreTitle("Talks resume", ""), false, false},
		{"the same authors", scoreAuthors([]string{"Ana Lim", "Bo Ek"}, []string{"bo ek", "Ana Lim"}), true, true},
		{"one of two", scoreAuthors([]string{"Ana Lim", "Bo Ek"}, []string{"Ana Lim"}), false, true},
		{"nobody", scoreAuthors([]string{"Ana Lim"}, nil), false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got.Right != tt.right || tt.got.Near != tt.near {
				t.Errorf("got %+v, want right %v near %v", tt.got, tt.right, tt.near)
			}
		})
	}
}

func TestArticles_folder(t *testing.T) {
	dir := t.TempDir()
	writePage(t, filepath.Join(dir, "body"), `{"id":"b1","host":"a.example","articleBody":"one two three four"}`, "b1", "<p>one two three four")
	writePage(t, filepath.Join(dir, "meta"), `{"id":"m1","host":"b.example","date":"2031-05-02","title":"T","authors":["Ana Lim"],"with":["two three"],"without":["menu"]}`, "m1", "<p>one two three menu")
	writePage(t, filepath.Join(dir, "dates"), `{"id":"d1","host":"c.example","date":null}`, "d1", "<p>x")
	read := func(in article.Input) article.Result {
		text := strings.TrimPrefix(string(in.Bytes), "<p>")
		return article.Result{Article: readout.Article{Headline: "T", Byline: []string{"Ana Lim"}, Text: text,
			Published: readout.On("2031-05-02", readout.Stated)}}
	}
	got, err := Articles(context.Background(), dir, read)
	if err != nil {
		t.Fatal(err)
	}
	if got.ParseRatio < 0 {
		t.Errorf("parse ratio = %v", got.ParseRatio)
	}
	got.ParseRatio = 0
	want := ArticleScores{Pages: 3, BodyF1: 100, BodyPrecision: 100, BodyRecall: 100, DatePrecision: 100, DateCoverage: 100,
		InventedDays: 1, TitleExact: 100, TitleContains: 100, AuthorExact: 100, AuthorAny: 100, SnippetPrecision: 50, SnippetRecall: 100}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Articles (-want +got):\n%s", diff)
	}
	if _, err := ArticlePages(context.Background(), filepath.Join(dir, "meta"), read); err != nil {
		t.Errorf("a folder that is a set itself: %v", err)
	}
	if _, err := Articles(context.Background(), t.TempDir(), read); !errors.Is(err, readout.ErrNotFound) {
		t.Errorf("an empty folder: %v, want ErrNotFound", err)
	}
}

func TestArticleReport(t *testing.T) {
	pages := []ArticlePage{
		{ID: "good", Body: &BodyScore{TP: 1}},
		{ID: "bad", Body: &BodyScore{FN: 1}, Date: Answer{Asked: true, Got: "2031-05-02", Want: "2031-05-03"}},
	}
	var b strings.Builder
	if err := ArticleReport(&b, pages); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	if strings.Index(out, "bad") > strings.Index(out, "good") || !strings.Contains(out, "wrong") {
		t.Errorf("report =\n%s\nwant the worst body first and the wrong date", out)
	}
}

func writePage(t *testing.T, dir, line, id, page string) {
	t.Helper()
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write([]byte(page)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "html"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "truth.jsonl"), []byte(line+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "html", id+".html.gz"), z.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

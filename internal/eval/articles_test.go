package eval

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"readout/article"
)

// TestArticles prints the scores on annotated pages that are kept outside the project:
//
//	READOUT_DATA=… go test ./internal/eval -run TestArticles -v
//
// READOUT_REPORT=1 adds what is wrong page by page.
func TestArticles(t *testing.T) {
	data := os.Getenv("READOUT_DATA")
	if data == "" {
		t.Skip("READOUT_DATA is not set")
	}
	path := filepath.Join(data, "articles", os.Getenv("READOUT_SET"))
	pages, err := ArticlePages(context.Background(), path, article.Extract)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("READOUT_REPORT") != "" {
		if err := ArticleReport(os.Stdout, pages); err != nil {
			t.Fatal(err)
		}
	}
	scores := sumArticles(pages)
	if scores.ParseRatio, err = parseRatio(context.Background(), pages, article.Extract); err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(scores, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", out)
	if scores.Pages == 0 {
		t.Error("no pages scored")
	}
}

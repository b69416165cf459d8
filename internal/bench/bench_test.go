// Package bench compares the article stage with go-readability v2 and the language model
// with prose v3, on the same pages and texts. It is a module of its own, so that users of
// readout do not carry them:
//
//	READOUT_DATA=… go -C internal/bench test -v
package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"readout"
	"readout/article"
	"readout/internal/eval"
)

// yardstick reads a page with go-readability, body only.
func yardstick(in article.Input) article.Result {
	u, err := url.Parse(in.URL)
	if err != nil {
		u = nil
	}
	parser := readability.NewParser()
	got, err := parser.Parse(bytes.NewReader(in.Bytes), u)
	if err != nil || got.Node == nil {
		return article.Result{}
	}
	return article.Result{Article: readout.Article{Headline: readout.Opt(got.Title()), Text: paragraphs(got.Node)}}
}

// paragraphs writes the text of a tree with a blank line between block elements.
func paragraphs(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.DataAtom == atom.P, n.DataAtom == atom.Div, n.DataAtom == atom.Li, n.DataAtom == atom.H2, n.DataAtom == atom.H3, n.DataAtom == atom.Blockquote:
			b.WriteString("\n\n")
		case n.DataAtom == atom.Br, n.DataAtom == atom.Td:
			b.WriteByte('\n')
		}
	}
	var paras []string
	for p := range strings.SplitSeq(b.String(), "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			paras = append(paras, p)
		}
	}
	return strings.Join(paras, "\n\n")
}

func TestYardstick(t *testing.T) {
	data := os.Getenv("READOUT_DATA")
	if data == "" {
		t.Skip("READOUT_DATA is not set")
	}
	path := filepath.Join(data, "articles", "body")
	ours := scores(t, "readout", path, article.Extract)
	theirs := scores(t, "go-readability v2", path, yardstick)
	if ours.BodyF1 <= theirs.BodyF1 {
		t.Errorf("body F1 = %.1f, no better than the yardstick's %.1f", ours.BodyF1, theirs.BodyF1)
	}
}

func scores(t *testing.T, name, path string, read eval.Reader) eval.ArticleScores {
	t.Helper()
	s, err := eval.Articles(context.Background(), path, read)
	if err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %s", name, out)
	return s
}

package eval

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// ArticleReport writes what is wrong on each page, worst bodies first.
func ArticleReport(w io.Writer, pages []ArticlePage) error {
	var b strings.Builder
	reportBodies(&b, pages)
	reportAnswers(&b, "date", pages, func(p ArticlePage) Answer { return p.Date })
	reportAnswers(&b, "title", pages, func(p ArticlePage) Answer { return p.Title })
	reportAnswers(&b, "author", pages, func(p ArticlePage) Answer { return p.Authors })
	reportSnippets(&b, pages)
	_, err := io.WriteString(w, b.String())
	return err
}

func reportBodies(b *strings.Builder, pages []ArticlePage) {
	pages = slices.DeleteFunc(slices.Clone(pages), func(p ArticlePage) bool { return p.Body == nil })
	slices.SortStableFunc(pages, func(a, b ArticlePage) int { return cmp.Compare(a.Body.F1(), b.Body.F1()) })
	for _, p := range pages {
		fmt.Fprintf(b, "body   f1 %.3f p %.3f r %.3f  %.8s %s\n", p.Body.F1(), p.Body.Precision(), p.Body.Recall(), p.ID, p.Host)
		for _, line := range p.Rail {
			fmt.Fprintf(b, "       rail in body: %q\n", line)
		}
	}
}

func reportAnswers(b *strings.Builder, name string, pages []ArticlePage, field func(ArticlePage) Answer) {
	for _, p := range pages {
		a := field(p)
		if !a.Asked || a.Right || a.Got == a.Want {
			continue
		}
		verdict := "wrong"
		switch {
		case a.Got == "":
			verdict = "none"
		case a.Near:
			verdict = "near"
		}
		fmt.Fprintf(b, "%-6s %-5s got %q want %q  %.8s %s\n", name, verdict, a.Got, a.Want, p.ID, p.Host)
	}
}

func reportSnippets(b *strings.Builder, pages []ArticlePage) {
	for _, p := range pages {
		for _, s := range p.With {
			fmt.Fprintf(b, "with    missing %q  %.8s %s\n", s, p.ID, p.Host)
		}
		for _, s := range p.Without {
			fmt.Fprintf(b, "without in body %q  %.8s %s\n", s, p.ID, p.Host)
		}
	}
}

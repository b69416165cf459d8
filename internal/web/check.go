package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"readout"
	"readout/internal/desk"
	"readout/internal/quote"
)

// How many finds are shown of each kind, and of one kind that is asked for alone.
const (
	shownFinds = 6
	manyFinds  = 60
)

// A checkData is the page that looks for a quotation.
type checkData struct {
	Quote, Speaker, From, To string
	Wrong                    string // what is wrong with the question
	Report                   *quote.Report
	Groups                   []findGroup
	Headlines                []quote.Headline
	Pages                    []quote.PageFind
	MorePages                int
	All                      string // the address with all groups, where one is shown alone
}

// A findGroup is finds of one kind.
type findGroup struct {
	Key, Name, Note string
	Finds           []shownFind
	Count           int
	More            string // the address with more of them; "" where all are shown
}

// A shownFind is a find with its words compared.
type shownFind struct {
	quote.Find
	Diff   []diffPiece
	Pieces []piece // the sentence, with the words marked
}

// A diffPiece is words of a comparison that are alike in what became of them.
type diffPiece struct {
	Op    string // "same", "gone", "new", "insert" or "skipped"
	Words string
	Count int
}

// checkURL is the address that looks for words.
func checkURL(words, speaker string) string {
	v := url.Values{"quote": {words}}
	if speaker != "" {
		v.Set("speaker", speaker)
	}
	return "/check?" + v.Encode()
}

// check tells whether words were said.
func (s *Server) check(r *http.Request) (*view, error) {
	d := &checkData{Quote: r.FormValue("quote"), Speaker: strings.TrimSpace(r.FormValue("speaker")),
		From: strings.TrimSpace(r.FormValue("from")), To: strings.TrimSpace(r.FormValue("to"))}
	v := &view{name: "check", title: "Check a quotation", nav: "check", data: d}
	if strings.TrimSpace(d.Quote) == "" {
		return v, nil
	}
	report, err := s.Desk.Check(r.Context(), desk.CheckQuery{Quote: d.Quote, Speaker: d.Speaker, Period: desk.Period{From: d.From, To: d.To}})
	if errors.Is(err, readout.ErrInvalid) {
		d.Wrong, v.status = first(300, err.Error()), http.StatusBadRequest
		d.Quote = first(4000, d.Quote)
		return v, nil
	}
	if err != nil {
		return nil, err
	}
	v.title = string(report.Verdict) + ": " + first(60, report.Quote)
	d.show(&report, r.FormValue("show"))
	return v, nil
}

// show groups what was found as the command does; only one group, and more of it, where
// that is asked for.
func (d *checkData) show(r *quote.Report, only string) {
	d.Report = r
	for _, g := range []struct {
		key, name, note string
		finds           []quote.Find
	}{
		{"exact", "Word for word", "", r.Exact},
		{"near", "Nearly", "", r.Near},
		{"else", "Said by someone else", "", r.SomeoneElse},
		{"paraphrase", "Paraphrase", "Not to be put in quotation marks: these are the words of whoever tells it.", r.Paraphrases},
		{"shortened", "Only a part of the words in quotation marks", "", r.Shortened},
	} {
		switch {
		case len(g.finds) == 0:
		case only == "":
			d.Groups = append(d.Groups, d.group(g.key, g.name, g.note, g.finds, shownFinds))
		case only == g.key:
			d.Groups = append(d.Groups, d.group(g.key, g.name, g.note, g.finds, manyFinds))
			d.All = d.address("")
		}
	}
	if only == "" {
		d.Headlines = r.Headlines[:min(len(r.Headlines), 2*shownFinds)]
		d.Pages = r.Pages[:min(len(r.Pages), 2*shownFinds)]
		d.MorePages = len(r.Pages) - len(d.Pages)
	}
}

func (d *checkData) address(show string) string {
	v := url.Values{"quote": {d.Quote}}
	for name, value := range map[string]string{"speaker": d.Speaker, "from": d.From, "to": d.To, "show": show} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return "/check?" + v.Encode()
}

func (d *checkData) group(key, name, note string, finds []quote.Find, n int) findGroup {
	g := findGroup{Key: key, Name: name, Note: note, Count: len(finds)}
	if len(finds) > n && n < manyFinds {
		g.More = d.address(key)
	}
	for _, f := range finds[:min(len(finds), n)] {
		f.Sentence.Text = clipped(f.Sentence.Text)
		g.Finds = append(g.Finds, shownFind{Find: f, Diff: pieces(f.Diff), Pieces: cutAt(f.Sentence, f.Spans)})
	}
	return g
}

// maxSentence is how many bytes of a sentence are shown beside a find.
const maxSentence = 900

func clipped(s string) string {
	if len(s) <= maxSentence {
		return s
	}
	return strings.ToValidUTF8(s[:maxSentence], "")
}

// pieces joins the words of a comparison that are alike.
func pieces(edits []quote.Edit) []diffPiece {
	var out []diffPiece
	put := func(op, words string) {
		if n := len(out); n > 0 && out[n-1].Op == op {
			out[n-1].Words += " " + words
			out[n-1].Count++
			return
		}
		out = append(out, diffPiece{op, words, 1})
	}
	for _, e := range edits {
		switch e.Op {
		case quote.Same:
			put("same", e.Found)
		case quote.Changed:
			put("gone", e.Quote)
			put("new", e.Found)
		case quote.Missing:
			put("gone", e.Quote)
		case quote.Added:
			put("new", e.Found)
		case quote.Insert:
			put("insert", e.Quote)
		case quote.Omitted:
			put("skipped", "")
		}
	}
	return out
}

func verdictName(v quote.Verdict) string {
	switch v {
	case quote.Exact:
		return "Word for word"
	case quote.Near:
		return "Nearly, not word for word"
	case quote.SomeoneElse:
		return "Said by someone else"
	case quote.Paraphrase:
		return "A paraphrase only"
	case quote.Unattributed:
		return "On a page, but nobody’s words"
	}
	return "Not found"
}

// verdictClass is a verdict as a style sheet has it.
func verdictClass(v quote.Verdict) string { return strings.ReplaceAll(string(v), " ", "-") }

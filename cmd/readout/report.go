package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"readout"
	"readout/internal/desk"
	"readout/statement"
)

// A report prints records for a person to read.
type report struct {
	*page
	printed int
}

func newReport(out io.Writer, width int, color bool) *report {
	return &report{page: &page{out: out, width: max(20, min(width, 110)), color: color}}
}

// record prints one record: the head of the article, what was said, what happened, and
// what its reader should know before quoting it.
func (r *report) record(rec *readout.Record) error {
	if r.printed > 0 {
		r.line(0, strings.Repeat("─", r.width))
	}
	r.printed++
	r.head(rec)
	r.statements(rec)
	r.events(rec)
	r.checks(rec.Checks)
	r.problems(rec.Problems)
	return r.err
}

func (r *report) head(rec *readout.Record) {
	a := &rec.Article
	r.line(0, r.bold(clean(cmp.Or(string(a.Headline), "(no headline)"))))
	r.line(0, desk.Join(" · ", byline(a.Byline), outlets(a), string(a.Dateline), languageOf(a.Language)))
	r.line(0, r.dim(clean(rec.Page.Name())))
	r.line(-2, "Published: "+interval(a.Published)+grounds(a.Evidence))
	r.refuted(a)
	if n := len(a.Related); n > 0 {
		r.line(0, r.dim(fmt.Sprintf("%s%s, kept apart from the text", desk.Plural(n, "related item"), railDays(a.Related))))
	}
	r.blank()
}

// refuted tells which other days the page shows and why they do not count, each reason
// once: a front page has a day on every item.
func (r *report) refuted(a *readout.Article) {
	var reasons []readout.Opt
	first, more := make(map[readout.Opt]string), make(map[readout.Opt]int)
	for _, ev := range a.Evidence {
		same := ev.Earliest == a.Published.Earliest && ev.Latest == a.Published.Latest
		switch {
		case ev.Used || same || ev.Source == "rail": // rails are told in the line about related items
		case first[ev.Note] == "":
			reasons = append(reasons, ev.Note)
			first[ev.Note] = fmt.Sprintf("  not %s %s", ev.Source, clean(ev.Value))
		default:
			more[ev.Note]++
		}
	}
	for _, why := range reasons {
		line := first[why]
		if n := more[why]; n > 0 {
			line += fmt.Sprintf(" and %d more", n)
		}
		r.line(-4, r.dim(line+": "+clean(string(why))))
	}
}

func byline(names []string) string {
	if len(names) == 0 {
		return "no byline"
	}
	return "By " + strings.Join(names, ", ")
}

func outlets(a *readout.Article) string {
	if a.Agency != "" && !strings.EqualFold(string(a.Agency), string(a.Publisher)) {
		return desk.Join(", ", string(a.Publisher), "text of "+string(a.Agency))
	}
	return cmp.Or(string(a.Publisher), "publisher unknown")
}

func languageOf(tag readout.Opt) string { return cmp.Or(string(tag), "language unknown") }

// interval words a date with how it is known.
func interval(i readout.Interval) string { return desk.When(i) }

// grounds names the evidence that a date rests on, with the words of a single piece.
func grounds(list []readout.Evidence) string {
	var used, held []string
	var words string
	for _, ev := range list {
		if !ev.Used {
			continue
		}
		if ev.Source == "office" {
			held = append(held, clean(ev.Value))
		}
		if words = clean(ev.Value); !slices.Contains(used, ev.Source) {
			used = append(used, ev.Source)
		}
	}
	switch {
	case len(used) == 0:
		return ""
	case len(held) > 0:
		return fmt.Sprintf(" (%s)", strings.Join(held, "; "))
	case len(used) == 1:
		return fmt.Sprintf(" (%s: %s)", used[0], words)
	}
	return fmt.Sprintf(" (%s agree)", strings.Join(used, ", "))
}

func railDays(items []readout.Related) string {
	var days []readout.Day
	for _, it := range items {
		if it.Date != "" {
			days = append(days, it.Date)
		}
	}
	if len(days) == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s to %s)", slices.Min(days), slices.Max(days))
}

func (r *report) statements(rec *readout.Record) {
	if len(rec.Statements) == 0 {
		return
	}
	r.section("Statements", len(rec.Statements))
	number := make(map[readout.StatementID]int)
	for i, s := range rec.Statements {
		number[s.ID] = i + 1
	}
	for i, s := range rec.Statements {
		r.statement(i+1, &s, number[s.Answers])
	}
}

// statement prints who said it to whom, in what setting and how that is known, then the
// words: as they stand for what is verbatim, without quotation marks for a paraphrase.
func (r *report) statement(n int, s *readout.Statement, answers int) {
	who := r.bold(speaker(s))
	if s.Addressee != nil {
		who += " → " + party(s.Addressee)
	}
	r.line(-4, desk.Join(" · ", fmt.Sprintf("%3d %s", n, who), string(s.Setting), known(s), when(s.Time)))
	r.line(4, desk.Join(" ", r.kind(s), words(s.Content)))
	if answers > 0 {
		r.line(4, r.dim(fmt.Sprintf("answers %d", answers)))
	}
	r.blank()
}

func speaker(s *readout.Statement) string {
	if s.Speaker == nil {
		return "(speaker unknown)"
	}
	return party(s.Speaker)
}

func party(p *readout.Party) string { return desk.PartyName(p) }

// known words how openly the source is given and through whom it came.
func known(s *readout.Statement) string { return desk.SourceKnown(s) }

func when(t *readout.Time) string {
	if t == nil || t.Text == "" {
		return ""
	}
	if day := t.Day(); day != "" {
		return fmt.Sprintf("%s (%s)", clean(string(t.Text)), day)
	}
	return clean(string(t.Text))
}

func words(spans []readout.Span) string {
	var parts []string
	for _, sp := range spans {
		parts = append(parts, clean(sp.Text))
	}
	return strings.Join(parts, " … ")
}

// refusals say how an answer was refused, where "did not answer" does not say it all.
var refusals = map[readout.Opt]string{
	"declined": " (declined)", "deferred": " (deferred)", "no-response": " (no response)",
	"unconfirmed": " (could not confirm)", "ignorance": " (claims not to know)", "no-comment": " (no comment)",
}

// kind marks what is not plainly visible from the words: for a paraphrase that does more
// than assert, also the words that say so, "indirect (pledged): support".
func (r *report) kind(s *readout.Statement) string {
	switch s.Kind {
	case readout.Mixed, readout.Indirect:
		if s.Act != "assert" && len(s.Cue) > 0 {
			return r.dim(fmt.Sprintf("%s (%s):", s.Kind, words(s.Cue)))
		}
		return r.dim(string(s.Kind) + does(s) + ":")
	case readout.Direct:
		return r.dim("direct" + does(s) + ":")
	case readout.Question:
		return r.paint("36", "asked:")
	case readout.Refusal:
		return r.paint("33", "did not answer"+refusals[s.Refusal]+":")
	}
	return string(s.Kind)
}

// does says what a statement does where its cue does not: " (threat)" of "said it would
// strike".
func does(s *readout.Statement) string {
	word := map[readout.Opt]string{"AGREE": "promise", "SUPPORT": "support", "CONCEDE": "concession", "REQUEST": "demand",
		"ACCUSE": "accusation", "REJECT": "refusal", "THREATEN": "threat"}[s.Class]
	if word == "" || statement.Does(string(s.Act)) != "" {
		return ""
	}
	return " (" + word + ")"
}

func (r *report) checks(checks []readout.Check) {
	if len(checks) == 0 {
		return
	}
	r.section("Check before quoting", len(checks))
	for _, c := range checks {
		r.line(-4, r.paint("33", "  ! ")+clean(c.Note))
	}
	r.blank()
}

func (r *report) problems(problems []readout.Problem) {
	if len(problems) == 0 {
		return
	}
	r.section("Problems", len(problems))
	for _, p := range problems {
		r.line(-4, r.paint("31", "  ! ")+fmt.Sprintf("%s: %s: %s", p.Stage, p.Kind, clean(p.Message)))
	}
	r.blank()
}

func (r *report) section(name string, n int) {
	r.line(0, r.bold(fmt.Sprintf("%s (%d)", name, n)))
}

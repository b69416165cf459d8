package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"readout"
	"readout/internal/account"
	"readout/internal/desk"
)

// sideBySide prints a comparison for a person: two columns where the terminal is wide
// enough, else one below the other.
type sideBySide struct {
	*page
	got   *account.Comparison
	named map[string]bool // speakers whose office was given
}

// The widths between which a table is drawn, and of the gap between its columns.
const (
	narrow     = 72
	widest     = 140
	gap        = 3
	cellIndent = 2
)

func newSideBySide(out io.Writer, width int, color bool) *sideBySide {
	return &sideBySide{page: &page{out: out, width: max(20, min(width, widest)), color: color}, named: make(map[string]bool)}
}

func (t *sideBySide) comparison(got *account.Comparison) error {
	t.got = got
	t.head()
	a, b := clean(t.side(&got.A)), clean(t.side(&got.B))
	if t.width >= narrow {
		a, b = "A  "+a, "B  "+b
	}
	t.columns(append([]string{t.bold(a)}, t.accounts(&got.A)...), append([]string{t.bold(b)}, t.accounts(&got.B)...))
	for i := range got.Rows {
		t.row(&got.Rows[i])
	}
	t.others()
	t.pages()
	return t.err
}

func (t *sideBySide) head() {
	ev := &t.got.Event
	var who []string
	for i := range ev.Participants {
		who = append(who, party(&ev.Participants[i].Party))
	}
	t.line(0, t.bold(clean(desk.Join(": ", ev.Kind, strings.Join(who, " and ")))))
	t.line(0, desk.Join(" · ", desk.StatusName(ev), interval(ev.Date), clean(string(ev.Place)),
		desk.Plural(t.got.Accounts, "account"), desk.Plural(len(t.got.Pages), "page")))
	t.blank()
}

func (t *sideBySide) side(s *account.Side) string {
	if s.ID == "" {
		return "(no second side in these pages)"
	}
	return s.Name
}

func (t *sideBySide) accounts(s *account.Side) []string {
	var out []string
	for _, a := range s.Accounts {
		out = append(out, t.dim(clean(a.Told())))
	}
	return out
}

// verdictColors set the verdicts apart; they can be read without.
var verdictColors = map[account.Verdict]string{account.Both: "32", account.Opposed: "31", account.Worded: "36", account.OnlyA: "35", account.OnlyB: "35"}

func (t *sideBySide) row(r *account.Row) {
	t.print(t.dim(strings.Repeat("─", t.width)) + "\n")
	title := t.bold(clean(r.Matter)) + " · " + t.paint(verdictColors[r.Verdict], string(r.Verdict))
	t.line(-2, title+" "+t.dim("("+clean(r.Reason)+")"))
	t.columns(t.cells(r.A), t.cells(r.B))
}

// cells words the statements of one side in one row; what several pages carry in the
// same words of the same speaker stands once, with all its places.
func (t *sideBySide) cells(list []account.Cell) []string {
	var out []string
	last := ""
	for _, c := range account.Sayings(list) {
		who, name := t.who(&c.Statement), speaker(&c.Statement)
		if name == last {
			who = "…"
		}
		last = name
		out = append(out, desk.Join(" ", t.bold(clean(who))+":", t.doing(&c.Cell), c.Words()), t.dim(clean(t.reference(&c))))
	}
	if len(out) == 0 {
		return []string{t.dim("–")}
	}
	return out
}

// who names a speaker, with the office at the first time.
func (t *sideBySide) who(s *readout.Statement) string {
	if s.Speaker == nil {
		return speaker(s)
	}
	if !t.named[s.Speaker.Name] {
		t.named[s.Speaker.Name] = true
		return desk.Join(", ", s.Speaker.Name, string(s.Speaker.Office))
	}
	return s.Speaker.Name
}

// doing says what a statement is where its words do not.
func (t *sideBySide) doing(c *account.Cell) string {
	s := &c.Statement
	if s.Kind == readout.Refusal {
		return t.paint("33", "did not answer:")
	}
	if cue := c.Does(); cue != "" {
		return t.dim("(" + cue + ")")
	}
	return ""
}

// reference says who relays a statement, how openly its source is given, whose the words
// are, and where it stands: page and code points.
func (t *sideBySide) reference(c *account.Saying) string {
	whose := c.Whose()
	if whose != "paraphrase" {
		whose = "in marks: " + whose
	}
	places := []string{c.Place()}
	for i := range c.Again {
		places = append(places, c.Again[i].Place())
	}
	return desk.Join(" · ", known(&c.Statement), whose, strings.Join(places, ", "))
}

// others lists what is said of the event and is of neither side.
func (t *sideBySide) others() {
	if len(t.got.Others) == 0 {
		return
	}
	t.print(t.dim(strings.Repeat("─", t.width)) + "\n")
	t.line(0, t.bold("Not of these sides, or not named"))
	for i := range t.got.Others {
		a := &t.got.Others[i]
		t.line(-2, t.dim(clean(a.Told())))
		for _, s := range t.cells(a.Statements) {
			t.line(-4, "  "+s)
		}
	}
}

func (t *sideBySide) pages() {
	t.print(t.dim(strings.Repeat("─", t.width)) + "\n")
	for i, p := range t.got.Pages {
		t.line(-4, t.dim(fmt.Sprintf("p%-2d ", i+1))+clean(desk.Join(" · ", cmp.Or(string(p.Headline), "(no headline)"), string(p.Publisher), interval(p.Published), p.Name)))
	}
	t.earlier(&t.got.Event)
}

// columns prints paragraphs of both sides beside each other.
func (t *sideBySide) columns(a, b []string) {
	if t.width < narrow {
		t.stacked("A", a)
		t.stacked("B", b)
		return
	}
	width := (t.width - gap) / 2
	left, right := wrapAll(a, width), wrapAll(b, width)
	for i := range max(len(left), len(right)) {
		l, r := at(left, i), at(right, i)
		line := l + strings.Repeat(" ", max(0, width-displayWidth(l))) + " " + t.dim("│") + " " + r
		t.print(strings.TrimRight(line, " ") + "\n")
	}
}

func (t *sideBySide) stacked(name string, list []string) {
	for i, s := range list {
		mark := strings.Repeat(" ", cellIndent)
		if i == 0 {
			mark = t.dim(name) + " "
		}
		for k, line := range wrap(s, t.width-cellIndent) {
			if k > 0 {
				mark = strings.Repeat(" ", cellIndent)
			}
			t.print(mark + line + "\n")
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

func wrapAll(list []string, width int) []string {
	var out []string
	for _, s := range list {
		out = append(out, wrap(s, width)...)
	}
	return out
}

// wrap breaks a paragraph into lines of a width, at spaces, and within words that are
// wider than a line.
func wrap(s string, width int) []string {
	var out []string
	line, col := "", 0
	for w := range strings.FieldsSeq(s) {
		for _, part := range pieced(w, width) {
			n := displayWidth(part)
			if col > 0 && col+1+n > width {
				out = append(out, line)
				line, col = "", 0
			}
			if col > 0 {
				line, col = line+" ", col+1
			}
			line, col = line+part, col+n
		}
	}
	return append(out, line)
}

// pieced cuts a word that is wider than a line, unless it is coloured: colours are set
// word by word and must stay whole.
func pieced(w string, width int) []string {
	if displayWidth(w) <= width || strings.Contains(w, "\x1b") {
		return []string{w}
	}
	var out []string
	for part := range slices.Chunk([]rune(w), max(1, width/2)) { // a rune takes two columns at most
		out = append(out, string(part))
	}
	return out
}

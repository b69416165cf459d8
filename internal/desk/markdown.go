package desk

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"readout"
	"readout/internal/account"
)

// Markdown writes a comparison as a table of GitHub's Markdown.
func Markdown(out io.Writer, got *account.Comparison) error {
	w := bufio.NewWriter(out)
	var who []string
	for i := range got.Event.Participants {
		who = append(who, PartyName(&got.Event.Participants[i].Party))
	}
	fmt.Fprintf(w, "## %s\n\n%s\n\n", escaped(Join(": ", got.Event.Kind, strings.Join(who, " and "))),
		escaped(Join(" · ", StatusName(&got.Event), When(got.Event.Date), Plural(got.Accounts, "account"), Plural(len(got.Pages), "page"))))
	fmt.Fprintf(w, "| Matter | %s | %s | Verdict |\n| --- | --- | --- | --- |\n", escaped(cmp.Or(got.A.Name, "A")), escaped(cmp.Or(got.B.Name, "B")))
	for i := range got.Rows {
		r := &got.Rows[i]
		fmt.Fprintf(w, "| %s | %s | %s | **%s**: %s |\n", escaped(r.Matter), markdownCells(r.A), markdownCells(r.B), r.Verdict, escaped(r.Reason))
	}
	fmt.Fprintln(w)
	for _, side := range []*account.Side{&got.A, &got.B} {
		for i := range side.Accounts {
			fmt.Fprintf(w, "- %s: %s\n", escaped(side.Name), escaped(side.Accounts[i].Told()))
		}
	}
	for i := range got.Others {
		a := &got.Others[i]
		fmt.Fprintf(w, "- not compared: %s: %s\n", escaped(a.Told()), markdownCells(a.Statements))
	}
	for i, p := range got.Pages {
		fmt.Fprintf(w, "- p%d: %s\n", i+1, escaped(Join(" · ", string(p.Headline), string(p.Publisher), When(p.Published), p.Name)))
	}
	for _, id := range got.Event.EarlierPages() {
		fmt.Fprintf(w, "- earlier version, counted with the newest: %s\n", escaped(string(id)))
	}
	return w.Flush()
}

func markdownCells(list []account.Cell) string {
	var out []string
	for i := range list {
		c := &list[i]
		says := c.Words()
		if c.Statement.Kind == readout.Refusal {
			says = "did not answer: " + says
		} else if cue := c.Does(); cue != "" {
			says = "(" + cue + ") " + says
		}
		who := "(speaker unknown)"
		if c.Statement.Speaker != nil {
			who = PartyName(c.Statement.Speaker)
		}
		out = append(out, fmt.Sprintf("**%s**: %s <br><small>%s</small>", escaped(who), escaped(says), escaped(Join(" · ", SourceKnown(&c.Statement), c.Place()))))
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, "<br>")
}

// escaped makes foreign text harmless in a Markdown table.
func escaped(s string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", ">", "&gt;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "\\", `\\`).Replace(account.Clean(s))
}

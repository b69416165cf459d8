package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"readout"
	"readout/internal/account"
)

// markdown writes a comparison as a table of GitHub's Markdown.
func markdown(out io.Writer, got *account.Comparison) error {
	w := bufio.NewWriter(out)
	var who []string
	for i := range got.Event.Participants {
		who = append(who, party(&got.Event.Participants[i].Party))
	}
	fmt.Fprintf(w, "## %s\n\n%s\n\n", escaped(join(": ", got.Event.Kind, strings.Join(who, " and "))),
		escaped(join(" · ", statusWord(&got.Event), interval(got.Event.Date), plural(got.Accounts, "account"), plural(len(got.Pages), "page"))))
	fmt.Fprintf(w, "| Matter | %s | %s | Verdict |\n| --- | --- | --- | --- |\n", escaped(cmp.Or(got.A.Name, "A")), escaped(cmp.Or(got.B.Name, "B")))
	for i := range got.Rows {
		r := &got.Rows[i]
		fmt.Fprintf(w, "| %s | %s | %s | **%s**: %s |\n", escaped(r.Matter), markdownCells(r.A), markdownCells(r.B), r.Verdict, escaped(r.Reason))
	}
	fmt.Fprintln(w)
	for _, side := range []*account.Side{&got.A, &got.B} {
		for i := range side.Accounts {
			fmt.Fprintf(w, "- %s: %s\n", escaped(side.Name), escaped(channel(&side.Accounts[i])))
		}
	}
	for i := range got.Others {
		a := &got.Others[i]
		fmt.Fprintf(w, "- not compared: %s: %s\n", escaped(channel(a)), markdownCells(a.Statements))
	}
	for i, p := range got.Pages {
		fmt.Fprintf(w, "- p%d: %s\n", i+1, escaped(join(" · ", string(p.Headline), string(p.Publisher), interval(p.Published), p.Name)))
	}
	return w.Flush()
}

func markdownCells(list []account.Cell) string {
	var out []string
	for i := range list {
		c := &list[i]
		says := pieces(c)
		if c.Statement.Kind == readout.Refusal {
			says = "did not answer: " + says
		} else if cue := told(c); cue != "" {
			says = "(" + cue + ") " + says
		}
		out = append(out, fmt.Sprintf("**%s**: %s <br><small>%s</small>", escaped(speaker(&c.Statement)), escaped(says), escaped(join(" · ", known(&c.Statement), place(c)))))
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, "<br>")
}

// escaped makes foreign text harmless in a Markdown table.
func escaped(s string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", ">", "&gt;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "\\", `\\`).Replace(clean(s))
}

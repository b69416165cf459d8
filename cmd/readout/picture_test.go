package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the files that are made from the program's output")

const pictureRows = 40

// TestPicture holds the README's pictures to what the program prints.
func TestPicture(t *testing.T) {
	tests := []struct {
		file, label string
		args        []string
	}{
		{"docs/picture.svg", "The report that readout prints for a sample page", []string{"read", "sample/pages/03-inland-wire-first-call.html"}},
		{"docs/compare.svg", "The accounts of a call on the sample pages, side by side", []string{"compare", "sample/pages", "call Ansley Orlec 2024-03-03"}},
	}
	t.Chdir("../..")
	for _, tt := range tests {
		var out, errs bytes.Buffer
		e := &env{Stdout: &out, Stderr: &errs, Color: true, Width: 100}
		if status := run(context.Background(), append([]string{"--actors", "sample/actors.toml"}, tt.args...), e); status != exitDone {
			t.Fatalf("%s: status %d: %s", tt.file, status, errs.String())
		}
		got := picture("readout "+shown(tt.args), tt.label, out.String())
		if *update {
			if err := os.WriteFile(tt.file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(tt.file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not what the program prints: run go test ./cmd/readout -run TestPicture -update", tt.file)
		}
	}
}

// shown is a command line as it is typed.
func shown(args []string) string {
	var out []string
	for _, a := range args {
		if strings.Contains(a, " ") {
			a = `"` + a + `"`
		}
		out = append(out, a)
	}
	return strings.Join(out, " ")
}

// picture draws a terminal's text as SVG, in the reader's light or dark colours.
func picture(command, label, ansi string) string {
	lines := strings.Split(strings.TrimRight(ansi, "\n"), "\n")
	if len(lines) > pictureRows {
		lines = append(lines[:pictureRows], "…")
	}
	lines = append([]string{"\x1b[2m$\x1b[0m " + command, ""}, lines...)
	const row, top, width = 18, 34, 880
	height := top + row*len(lines) + 10
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">
<style>
rect{fill:#fff;stroke:#d0d7de}
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1f2328;white-space:pre}
.c1{font-weight:700}.c2{fill:#6e7781}.c36{fill:#0a6d8a}.c33{fill:#8a5a00}.c31{fill:#b3261e}
@media (prefers-color-scheme:dark){rect{fill:#0d1117;stroke:#30363d}text{fill:#e6edf3}.c2{fill:#8b949e}.c36{fill:#56b6d6}.c33{fill:#d8a657}.c31{fill:#ff7b72}}
</style>
<rect x=".5" y=".5" width="%d" height="%d" rx="8"/>
`, width, height, width, height, html.EscapeString(label), width-1, height-1)
	for i, line := range lines {
		fmt.Fprintf(&b, "<text xml:space=\"preserve\" x=\"20\" y=\"%d\">%s</text>\n", top+i*row, spans(line))
	}
	b.WriteString("</svg>\n")
	return b.String()
}

var coloured = regexp.MustCompile("\ue000\\[([0-9]+)m([^\ue000]*)\ue000\\[0m")

// spans turns terminal colours into SVG classes.
func spans(line string) string {
	line = html.EscapeString(strings.ReplaceAll(line, "\x1b", "\ue000"))
	return coloured.ReplaceAllString(line, `<tspan class="c$1">$2</tspan>`)
}

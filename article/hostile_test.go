package article

import (
	"strings"
	"testing"
	"time"
)

// TestExtract_hostile holds the time that pages made to hurt take. The bound is far above
// what they need and far below what anything quadratic would.
func TestExtract_hostile(t *testing.T) {
	if testing.Short() {
		t.Skip("large pages")
	}
	const n = 100_000
	tests := []struct {
		name, page string
		problem    string
	}{
		{"nested tags", "<html><body>" + strings.Repeat("<div>", n) + "Talks went on." + strings.Repeat("</div>", n), "markup"},
		{"unclosed formatting", "<html><body>" + strings.Repeat("<b><i>talks ", n), "markup"},
		{"nested links", "<html><body>" + strings.Repeat("<a href=/x>", n) + "Talks", ""},
		{"one long line", "<html><body><p>" + strings.Repeat("talks went on, ", 5*n), ""},
		{"many blocks", "<html><body>" + strings.Repeat("<p>Talks", 2*n), ""},
		{"many boxes", "<html><body>" + strings.Repeat("<div class='related side'><a href=/x>Envoys meet again in town</a></div>", n), ""},
		{"many breaks", "<html><body>" + strings.Repeat("talks<br>", 5*n), ""},
		{"many rail headings", "<html><body><p>Latest news" + strings.Repeat("<p>Latest news", n), ""},
		{"many dates", "<html><body>" + strings.Repeat("<p>11.Mar.2031", n), ""},
		{"one huge class", "<html><body><p class='" + strings.Repeat("related-", 10*n) + "'>Talks", ""},
		{"short lines", strings.Repeat("Talks go on\n", 10*n), "size"},
		{"short bylines", strings.Repeat("By Ana Lim\n", 10*n), "size"},
		{"plain rail headings", strings.Repeat("Latest news\n", 2*n), ""},
		{"plain rail without end", "Talks resume in the capital\n" + strings.Repeat("Latest newsEnvoys meet again in town\n", n), ""},
		{"plain dates", strings.Repeat("Envoys meet again\n11.Mar.2031\nTalks went on for three days.\n\n", n), ""},
		{"plain long line", strings.Repeat("talks went on, ", 5*n), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			r := Extract(Input{Bytes: []byte(tt.page)})
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v for %d bytes", took, len(tt.page))
			}
			if tt.problem != "" && !hasProblem(r, tt.problem) {
				t.Errorf("problems = %v, want one of kind %q", r.Problems, tt.problem)
			}
		})
	}
}

func hasProblem(r Result, kind string) bool {
	for _, p := range r.Problems {
		if p.Kind == kind {
			return true
		}
	}
	return false
}

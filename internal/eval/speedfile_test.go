package eval_test

import (
	"os"
	"strings"
	"testing"
)

// speedFile is what the measurements of speed write, each its own parts of it.
const speedFile = "../../docs/speed.md"

// The parts that TestSpeed writes.
const (
	sampleHeading = "\n## The sample pages\n"
	savedHeading  = "\n## Saved news pages (the body/ set of docs/accuracy.md)\n"
)

// putSection puts a part of docs/speed.md in the place of the one with its heading, or at the
// end where there is none.
func putSection(t *testing.T, heading, text string) {
	t.Helper()
	before, rest, _ := strings.Cut(speedText(t), heading)
	_, next, more := strings.Cut(rest, "\n## ")
	if more {
		next = "\n## " + next
	}
	write(t, speedFile, before+heading+text+next)
}

// putIntroduction puts a text in the place of what stands before the first part.
func putIntroduction(t *testing.T, text string) {
	t.Helper()
	_, parts, _ := strings.Cut(speedText(t), "\n## ")
	write(t, speedFile, text+"\n## "+parts)
}

func speedText(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile(speedFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

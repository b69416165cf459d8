package eval_test

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"testing"
	"time"

	"readout/internal/eval"
)

// profileHeading begins the part of docs/speed.md that TestArchiveProfile writes.
const profileHeading = "\n## Where each microsecond goes\n"

// profilePages is how many pages TestArchiveProfile takes.
const profilePages = 3000

// profiled are the functions whose time TestArchiveProfile tells, as a profile names them. Those
// further in are parts of the one above.
var profiled = []struct {
	name      string
	functions []string
}{
	{"text: sentences, words, tags, trees, names, coreference", []string{"readout/text.Annotate"}},
	{"— of it, matrix products (AVX-512 here)", []string{"readout/internal/nn.Mul"}},
	{"— of it, names", []string{"readout/internal/names.(*Model).Label"}},
	{"— of it, trees", []string{"readout/text.(*Model).parse"}},
	{"statement: who said what, actors", []string{"readout/statement.Read"}},
	{"— of it, finding content, cue and source", []string{"readout/internal/attribution.(*Model).FindAll"}},
	{"event: what happened", []string{"readout/event.Find"}},
	{"article: bytes to text and dates", []string{"readout/article.Extract"}},
	{"issue: matters", []string{"readout/issue.(*Set).Tag"}},
	{"store: packing and writing a record", []string{"readout/internal/store.(*Store).Put", "readout/internal/store.(*Store).Prepare"}},
	{"link: texts, events, quotations", []string{"readout/internal/store.(*Store).Link"}},
	{"— of it, writing the keys", []string{"readout/internal/store.(*linker).moveKeys"}},
	{"collecting garbage, beside the work", []string{"runtime.gcBgMarkWorker"}},
}

// TestArchiveProfile says on what the time goes that pages of a generated archive take from
// their bytes to committed, linked records, and adds it to docs/speed.md (make bench-archive).
func TestArchiveProfile(t *testing.T) {
	if !*update {
		t.Skip("run make bench-archive to measure speed and write docs/speed.md")
	}
	run := archiveRun{t: t, file: generatedArchive(t, profilePages), pages: profilePages}
	readerOf(t) // what is loaded once
	file := filepath.Join(t.TempDir(), "cpu.pprof")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	worked := eval.CPUTime()
	if err := pprof.StartCPUProfile(f); err != nil {
		t.Fatal(err)
	}
	run.read(true)
	pprof.StopCPUProfile()
	cost := (eval.CPUTime() - worked) / profilePages
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	shares := profileShares(t, file)
	var b strings.Builder
	for _, p := range profiled {
		sum := 0.0
		for _, name := range p.functions {
			share, ok := shares[name]
			if !ok {
				t.Errorf("no function %s in the profile", name)
			}
			sum += share
		}
		fmt.Fprintf(&b, "| %s | %.1f | %.0f |\n", p.name, sum, sum/100*float64(cost.Microseconds()))
	}
	putSection(t, profileHeading, fmt.Sprintf(`
A profile of the processor over %d pages of such an archive, read, written and linked on SQLite, two processors at work; %.1f ms of CPU a page in all. Shares do not add up to a hundred: what a part calls is counted in it, and what has no line is left out.

| work | %% of the CPU time | µs a page |
| --- | ---: | ---: |
%s
%s`, profilePages, float64(cost.Round(time.Microsecond*100).Microseconds())/1000, b.String(), nextFactor))
}

// nextFactor is what the profile says to whoever wants to be faster.
const nextFactor = `What the next factor of two would take. Reading shares nothing between pages, so twice the processors read twice as many; linking on SQLite is one lane, whose time a page bounds a record (1,000 ms by it pages a second, whatever the number of processors). On the same processors no single change halves the sum: it takes all of

- the model's matrix products in 8-bit integers (an instruction of AVX-512 VNNI multiplies four times as many of them as of 32-bit floats): up to three quarters of their line, if accuracy holds;
- one small network for names in place of an ensemble, on the states that tags and trees are read from already: half of the line of names or more;
- candidates for statements from the tree before anything is scored, since most sentences of a page have no cue: perhaps half of the line of finding;
- keys of linking written in order of the index, many batches at once (a merged run on the side), where each page dirties pages all over four indexes now: perhaps half of linking.
`

// profileShares returns the share of all samples, in percent, in which each function was on the
// stack.
func profileShares(t *testing.T, file string) map[string]float64 {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "go", "tool", "pprof", "-top", "-cum", "-nodefraction=0", "-nodecount=100000", self, file).Output()
	if err != nil {
		t.Fatalf("go tool pprof: %v", err)
	}
	shares := make(map[string]float64)
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line) // flat flat% sum% cum cum% function
		if len(fields) < 6 {
			continue
		}
		share, err := strconv.ParseFloat(strings.TrimSuffix(fields[4], "%"), 64)
		if err != nil {
			continue
		}
		shares[fields[5]] = cmp.Or(shares[fields[5]], share)
	}
	return shares
}

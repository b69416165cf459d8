package readout_test

import (
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// order is the order of the packages: one imports only what stands before it.
var order = []string{
	".", "internal/nn", "internal/linear", "internal/reply", "internal/setting", "internal/segment", "internal/lemma", "internal/names", "article", "text/conllu", "text", "internal/attribution", "internal/refusal", "models/en", "actor", "internal/wikidata", "statement", "issue", "internal/plover", "event",
	"internal/warc", "internal/warc/warctest", "internal/mediawiki", "internal/source", "internal/fetch", "internal/fetch/fetchtest", "internal/query", "internal/queue", "internal/queue/queuetest", "internal/queue/natstest", "internal/link", "internal/correct", "internal/store/pgtest", "internal/store", "internal/store/storetest", "internal/revision", "internal/quote", "internal/position", "internal/pipeline", "internal/watch", "internal/account", "internal/column", "internal/desk", "internal/access", "internal/cite", "internal/export",
	"internal/feed", "internal/api", "internal/mcp", "internal/metric", "internal/web", "internal/eval", "internal/train", "sample", "internal/desktest", "cmd/readout", "cmd/readout-train",
}

// TestTree reads the files itself: a test that asks the go command is answered from the
// test cache and misses new mistakes.
func TestTree(t *testing.T) {
	for dir, files := range packages(t) {
		place := slices.Index(order, dir)
		if place < 0 {
			t.Errorf("package %s has no place in the order of imports (tree_test.go)", dir)
			continue
		}
		commented := false
		for _, file := range files {
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			commented = commented || f.Doc != nil
			for _, imp := range f.Imports {
				checkImport(t, file, place, imp.Path.Value)
			}
		}
		if !commented {
			t.Errorf("package %s has no package comment", dir)
		}
		if public(dir) && !hasExample(t, dir) {
			t.Errorf("package %s is for other programs and has no Example with output", dir)
		}
	}
}

// public reports whether other programs may import the package of a directory.
func public(dir string) bool {
	return !strings.HasPrefix(dir, "internal/") && !strings.HasPrefix(dir, "cmd/") && dir != "sample"
}

func hasExample(t *testing.T, dir string) bool {
	t.Helper()
	tests, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range tests {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		checked := func(e *doc.Example) bool { return e.Output != "" }
		if slices.ContainsFunc(doc.Examples(f), checked) {
			return true
		}
	}
	return false
}

func checkImport(t *testing.T, file string, place int, quoted string) {
	t.Helper()
	imported, err := strconv.Unquote(quoted)
	if err != nil {
		t.Fatal(err)
	}
	rest, ours := strings.CutPrefix(imported+"/", "readout/")
	switch {
	case ours:
		if slices.Index(order, path.Clean(rest)) >= place {
			t.Errorf("%s imports %s, which does not stand before it", file, imported)
		}
	case place == 0 && strings.Contains(strings.SplitN(imported, "/", 2)[0], "."):
		t.Errorf("%s imports %s: the record knows the standard library only", file, imported)
	case imported == "C":
		t.Errorf("%s uses cgo", file)
	}
}

// packages maps each package's directory to its files, without the tests.
func packages(t *testing.T) map[string][]string {
	found := make(map[string][]string)
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || otherModule(file)):
			return fs.SkipDir
		case !d.IsDir() && strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go"):
			dir := filepath.ToSlash(filepath.Dir(file))
			found[dir] = append(found[dir], file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func otherModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}

// TestPins holds the SQLite driver's C library at the version the driver is made for,
// which go get -u would move.
func TestPins(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, pin := range []string{"modernc.org/sqlite v1.60.1", "modernc.org/libc v1.77.1"} {
		if !strings.Contains(string(mod), pin) {
			t.Errorf("go.mod does not pin %s", pin)
		}
	}
}

package conllu_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/text/conllu"
)

const small = `# newdoc id = a
# text = Don't go.
1-2	Don't	_	_	_	_	_	_	_	_
1	Do	do	AUX	VB	Mood=Imp|VerbForm=Fin	3	aux	3:aux	_
2	n't	not	PART	RB	Polarity=Neg	3	advmod	3:advmod	_
3	go	go	VERB	VB	Mood=Imp|VerbForm=Fin	0	root	0:root	SpaceAfter=No
3.1	gone	go	VERB	VBN	_	_	_	3:conj	_
4	.	.	PUNCT	.	_	3	punct	3:punct	_

`

func write(t *testing.T, all []conllu.Sentence) string {
	t.Helper()
	var b strings.Builder
	for _, s := range all {
		if err := conllu.Write(&b, s); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func TestRead_unchanged(t *testing.T) {
	all, err := conllu.ReadAll(strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	if got := write(t, all); got != small {
		t.Errorf("written:\n%s\nread:\n%s", got, small)
	}
	if v, ok := all[0].Comment("newdoc"); v != "a" || !ok {
		t.Errorf(`Comment("newdoc") = %q, %v`, v, ok)
	}
	if v := all[0].Rows[3].MiscValue("SpaceAfter"); v != "No" {
		t.Errorf("SpaceAfter = %q", v)
	}
}

func TestRead_bad(t *testing.T) {
	for _, in := range []string{"1\tA\n", "1\t\t_\t_\t_\t_\t_\t_\t_\t_\n"} {
		if _, err := conllu.ReadAll(strings.NewReader(in)); !errors.Is(err, conllu.ErrFormat) {
			t.Errorf("ReadAll(%q): %v", in, err)
		}
	}
}

// TestRead_treebanks writes the public development data as it was read.
func TestRead_treebanks(t *testing.T) {
	dir := os.Getenv("READOUT_DATA")
	if dir == "" {
		t.Skip("READOUT_DATA is not set")
	}
	for _, name := range []string{"ewt/en_ewt-ud-dev.conllu.gz", "gum/gum-permissive-dev.conllu.gz"} {
		f, err := os.Open(filepath.Join(dir, "ud-english", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		want, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		all, err := conllu.ReadAll(bytes.NewReader(want))
		if err != nil {
			t.Fatal(err)
		}
		if write(t, all) != string(want) {
			t.Errorf("%s is written otherwise than read", name)
		}
	}
}

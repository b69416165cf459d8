package wikidata

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"readout/actor"
)

var update = flag.Bool("update", false, "write the expected files anew")

// shipped stands for the files that come with the program. All of it is invented.
const shipped = `
as_of = "2024-06-30"
[[state]]
id = "HLV"
name = "Halvern"
demonyms = ["Halvernian"]
status = "un-member"
head_of_government = "Prime Minister"
[[person]]
id = "margit-ansley"
name = "Margit Ansley"
names = ["Margit R. Ansley"]
gender = "f"
surname = "Ansley"
held = [
  { office = "HLV/foreign-minister", from = "2018", to = "2021-07" },
  { office = "HLV/head-of-government", from = "2021-07" },
]
`

func roster(t testing.TB) *actor.Roster {
	t.Helper()
	r, err := actor.Load(nil, actor.File{Name: "shipped", Data: []byte(shipped)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestFile(t *testing.T) {
	const dump = "testdata/extract.json"
	tests := []struct {
		name, in, want string
		o              Options
	}{
		{"all of it", dump, "all.toml", Options{Languages: []string{"en", "fr"}, Sitelinks: 1}},
		{"people of one state", dump, "people.toml", Options{Types: []actor.Type{actor.Person}, Countries: []string{"HLV"}}},
		{"much written about", dump, "links.toml", Options{Sitelinks: 10}},
		{"a query's table", "testdata/query.csv", "query.toml", Options{AsOf: "2026-10-20"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.o.Roster = roster(t)
			tt.o.OnBad = func(b Bad) { t.Error(b) }
			got, _, err := File(t.Context(), []string{tt.in}, tt.o)
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", tt.want)
			if *update {
				if err := os.WriteFile(golden, got, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("%s: (-want +got)\n%s", tt.in, diff)
			}
		})
	}
}

// TestFile_packed reads the same from packed files as from plain ones.
func TestFile_packed(t *testing.T) {
	plain, err := os.ReadFile("testdata/extract.json")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Roster: roster(t)}
	want, _, err := File(t.Context(), []string{"testdata/extract.json"}, o)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"a.json.gz": gzipped(t, plain), "a.json.zst": zstded(t, plain)} {
		got, _, err := File(t.Context(), []string{write(t, name, data)}, o)
		if err != nil {
			t.Fatal(err)
		}
		body := func(b []byte) string { return string(b[bytes.IndexByte(b, '\n'):]) } // the first line names the file
		if diff := cmp.Diff(body(want), body(got)); diff != "" {
			t.Errorf("%s: (-plain +packed)\n%s", name, diff)
		}
	}
}

func gzipped(t *testing.T, b []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zstded(t *testing.T, b []byte) []byte {
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return z.EncodeAll(b, nil)
}

func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFile_bad(t *testing.T) {
	plain, err := os.ReadFile("testdata/extract.json")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(plain), "\n")
	tests := []struct {
		name string
		data []byte
		want []string // of what is said about bad lines
	}{
		{"a broken line", []byte(strings.Join(lines[:4], "") + "{\"id\": \"Q1\", \n" + "{\"P39\": [}\n" + strings.Join(lines[4:], "")), []string{":5: no entity", ":6: no entity"}},
		{"cut off", []byte(strings.Join(lines, "")[:len(plain)-800]), []string{"no entity"}},
		{"a packed file cut off", gzipped(t, plain)[:1200], []string{"the file ends too early"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			o := Options{Roster: roster(t), AsOf: "2026-10-20", OnBad: func(b Bad) { got = append(got, b.Error()) }}
			data, counts, err := File(t.Context(), []string{write(t, "a", tt.data)}, o)
			if err != nil {
				t.Fatal(err)
			}
			if counts.Bad != len(tt.want) || len(got) != len(tt.want) {
				t.Fatalf("%d bad lines, said %q, want %q", counts.Bad, got, tt.want)
			}
			for i := range got {
				if !strings.Contains(got[i], tt.want[i]) {
					t.Errorf("said %q, want %q", got[i], tt.want[i])
				}
			}
			if !strings.Contains(string(data), "could not be read") {
				t.Error("the file does not say that something is missing")
			}
		})
	}
}

// TestReadLine passes over what is too long, and goes on behind it.
func TestReadLine(t *testing.T) {
	r := bufio.NewReaderSize(strings.NewReader("one\n"+strings.Repeat("x", 200)+"\n two \n"+strings.Repeat("y", 200)), 16)
	var got []string
	for {
		line, err := readLine(r, 100)
		if errors.Is(err, errLong) {
			got = append(got, "long")
			continue
		}
		if err != nil {
			break
		}
		got = append(got, string(line))
	}
	if diff := cmp.Diff([]string{"one", "long", "two", "long"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFile_noTable(t *testing.T) {
	_, _, err := File(t.Context(), []string{write(t, "a.csv", []byte("person,name\nQ1,x\n"))}, Options{Roster: roster(t), AsOf: "2026-10-20"})
	if err == nil || !strings.Contains(err.Error(), `no column "personLabel"`) {
		t.Errorf("error %v", err)
	}
}

func TestDate(t *testing.T) {
	tests := []struct {
		time      string
		precision int
		calendar  string
		want      string
	}{
		{"+2003-10-31T00:00:00Z", 11, "", "2003-10-31"},
		{"+2003-10-00T00:00:00Z", 10, "", "2003-10"},
		{"+2003-00-00T00:00:00Z", 11, "", "2003"},
		{"+2003-02-30T00:00:00Z", 11, "", "2003-02"},
		{"+2000-00-00T00:00:00Z", 8, "", ""},
		{"-0044-03-15T00:00:00Z", 11, "", ""},
		{"+1700-03-15T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985786", "1700"},
		{"+20030-03-15T00:00:00Z", 11, "", ""},
		{"nonsense", 11, "", ""},
	}
	for _, tt := range tests {
		if got := date(tt.time, tt.precision, tt.calendar); got != tt.want {
			t.Errorf("date(%q, %d) = %q, want %q", tt.time, tt.precision, got, tt.want)
		}
	}
}

func TestTitle(t *testing.T) {
	whose := []string{"Republic of Kestria", "Kestria", "Kestrian"}
	for in, want := range map[string]string{
		"Prime Minister of Kestria": "Prime Minister", "Kestrian foreign minister": "foreign minister", "President of the Republic of Kestria": "President",
		"Mayor of Marnow": "Mayor of Marnow", "Kestria": "Kestria",
	} {
		if got := title(in, whose); got != want {
			t.Errorf("title(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzFile holds that whatever is read makes a file that loads, or an error that says so.
func FuzzFile(f *testing.F) {
	plain, err := os.ReadFile("testdata/extract.json")
	if err != nil {
		f.Fatal(err)
	}
	table, err := os.ReadFile("testdata/query.csv")
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(plain) {
		f.Add(line)
	}
	f.Add(plain)
	f.Add(table)
	known := roster(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		o := Options{Roster: known, AsOf: "2026-10-20", Seatless: true, Types: []actor.Type{actor.Person, actor.State, actor.Body, actor.Organisation, actor.Outlet}}
		out, _, err := File(t.Context(), []string{write(t, "in", data)}, o)
		if err != nil {
			if strings.Contains(err.Error(), "the file made") || strings.Contains(err.Error(), "states and bodies") {
				t.Errorf("the file does not load: %v", err)
			}
			return
		}
		if _, err := actor.Load(known, actor.File{Name: "out", Data: out}); err != nil {
			t.Errorf("the file does not load: %v\n%s", err, out)
		}
	})
}

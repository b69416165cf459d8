package train

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"readout"
	"readout/actor"
	"readout/internal/pipeline"
	"readout/internal/setting"
	"readout/issue"
	"readout/statement"
)

func scratchReader(t *testing.T, file string) *pipeline.Reader {
	roster, err := actor.Default()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	roster, err = actor.Load(roster, actor.File{Name: file, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	issues, _ := issue.Default()
	r, err := pipeline.NewReader(roster, issues)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestScratchSettings(t *testing.T) {
	batch := map[string]string{}
	data, _ := os.ReadFile("/tmp/set/batches.tsv")
	for _, l := range strings.Split(string(data), "\n") {
		f := strings.Split(l, "\t")
		if len(f) == 2 {
			batch[f[0]] = f[1][8:]
		}
	}
	group := func(name string) string {
		name = strings.TrimSuffix(strings.TrimSuffix(name, ".html"), ".txt")
		b := strings.TrimSpace(batch[name])
		switch {
		case b <= "11221205":
			return "A"
		case b <= "11221437":
			return "B"
		case b <= "11221559":
			return "C"
		case b <= "11221645":
			return "D"
		case b <= "11221911":
			return "E"
		}
		n := 0
		fmt.Sscanf(name, "%d", &n)
		if n <= 130 {
			return "F"
		}
		return "G"
	}
	reader := scratchReader(t, "../../gold/dev/actors.toml")
	get := func(p []SettingPage, err error) []SettingPage {
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	pages := get(GoldSettings("../../gold/dev", reader))
	sample := get(GoldSettings("../../sample", scratchReader(t, "../../sample/actors.toml")))
	diag := get(GoldSettings("/tmp/set/diag", reader))
	own := get(OwnSettings("../setting/pages.txt", reader))
	free := func(label string, train, test []SettingPage) (int, int, int) {
		w, err := Settings(train, 1)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := setting.Load(w)
		ok, rules, all := 0, 0, 0
		conf := map[string]int{}
		for _, p := range test {
			in := p.Input
			in.Decide = func(s *readout.Statement, o []setting.Option) string {
				want, known := p.Want(s)
				c, _ := m.Choose(o)
				if known {
					all++
					if c == want {
						ok++
					} else {
						conf[fmt.Sprintf("got %q want %q", c, want)]++
						if os.Getenv("V") == label {
							fmt.Printf("  %s: %q rules %q learned %q want %q\n", p.Name, contentOf(*s), s.Setting, c, want)
						}
					}
					if string(s.Setting) == want {
						rules++
					}
				}
				return c
			}
			statement.Find(in)
		}
		fmt.Printf("%s: rules %.1f learned %.1f of %d\n", label, 100*float64(rules)/float64(all), 100*float64(ok)/float64(all), all)
		if os.Getenv("V") == label {
			for k, v := range conf {
				fmt.Println("   ", v, k)
			}
		}
		return ok, rules, all
	}
	join := func(l ...[]SettingPage) (out []SettingPage) {
		for _, x := range l {
			out = append(out, x...)
		}
		return
	}
	if os.Getenv("ALL") != "" {
		var r, l, n int
		for _, g := range strings.Split("A B C D E F G", " ") {
			var tr, te []SettingPage
			for _, p := range pages {
				if group(p.Name) == g {
					te = append(te, p)
				} else {
					tr = append(tr, p)
				}
			}
			a, b, c := free(g, join(tr, sample, own), te)
			r, l, n = r+a, l+b, n+c
		}
		fmt.Printf("ALL rules %.1f learned %.1f\n", 100*float64(l)/float64(n), 100*float64(r)/float64(n))
	} else {
		var e, rest []SettingPage
		for _, p := range pages {
			if group(p.Name) == "E" {
				e = append(e, p)
			} else {
				rest = append(rest, p)
			}
		}
		free("E", join(rest, sample, own), e)
	}
	free("diag", join(pages, sample, own), diag)
	var r, l, n int
	for k := range 3 {
		var o1, o2 []SettingPage
		for i, p := range own {
			if i%3 == k {
				o1 = append(o1, p)
			} else {
				o2 = append(o2, p)
			}
		}
		a, b, c := free("own", join(pages, sample, o2), o1)
		r, l, n = r+a, l+b, n+c
	}
	fmt.Printf("OWN rules %.1f learned %.1f\n", 100*float64(l)/float64(n), 100*float64(r)/float64(n))
}

func contentOf(s readout.Statement) string {
	c := s.Content[0].Text
	return c[:min(len(c), 50)]
}

package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

const release = `FOREIGN AFFAIRS OFFICE
Media note
30 May 2031

Draft on the corridor to be initialled on 12 June

The foreign ministers of Norland and Sudria will initial the draft on the
corridor on 12 June, in the presence of the mediator and of the three
organisations that watch the road.

“It took fourteen articles to say that a road is a road,” said Ms Brandt. “I
thank the people who counted the lorries, and those who sat in them, and the
people of the valley.”

ENDS

Notes to editors
The draft was negotiated in Port Amity in March and May 2031.
`

func TestExtract_release(t *testing.T) {
	r := Extract(Input{Bytes: []byte(release)})
	want := []string{
		"The foreign ministers of Norland and Sudria will initial the draft on the corridor on 12 June, in the presence of the mediator and of the three organisations that watch the road.",
		"“It took fourteen articles to say that a road is a road,” said Ms Brandt. “I thank the people who counted the lorries, and those who sat in them, and the people of the valley.”",
	}
	if diff := cmp.Diff(strings.Join(want, "\n\n"), r.Article.Text); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
	if r.Article.Headline != "Draft on the corridor to be initialled on 12 June" {
		t.Errorf("headline = %q", r.Article.Headline)
	}
	if got := r.Article.Published; got != readout.On("2031-05-30", readout.Stated) || r.Captured != "" {
		t.Errorf("published %+v, captured %q; want the release's own date and no save day", got, r.Captured)
	}
}

// TestExtract_clock holds that a date on top of a page that is no release stays a clock.
func TestExtract_clock(t *testing.T) {
	r := Extract(Input{Bytes: []byte("30 May 2031\nEnvoys meet in Port Amity\n" + met + "\n" + third + "\n")})
	if want := (readout.Interval{Latest: "2031-05-30", Basis: readout.Capture}); r.Article.Published != want || r.Captured != "2031-05-30" {
		t.Errorf("published %+v, captured %q", r.Article.Published, r.Captured)
	}
}

func TestIsKicker(t *testing.T) {
	for _, s := range []string{"Media note", "PRESS RELEASE No. 12/2031", "For immediate release", "Pressemitteilung", "Пресс-релиз № 7"} {
		if !isKicker(s) {
			t.Errorf("isKicker(%q) = false", s)
		}
	}
	for _, s := range []string{"Press release angers envoy", "Statement by the mediator on the corridor", "", "12/2031"} {
		if isKicker(s) {
			t.Errorf("isKicker(%q) = true", s)
		}
	}
}

func TestIsEndSign(t *testing.T) {
	for _, s := range []string{"ENDS", "-ends-", "– Ende –", "###", "-30-", "(END)"} {
		if !isEndSign(s) {
			t.Errorf("isEndSign(%q) = false", s)
		}
	}
	for _, s := range []string{"ends", "end", "30", "(30)", "#", "", "Weekends"} {
		if isEndSign(s) {
			t.Errorf("isEndSign(%q) = true", s)
		}
	}
}

func TestOpenTranscript(t *testing.T) {
	turns := []string{"MS BRANDT: Good afternoon, everyone.", "QUESTION: Is the bridge open?", "MS BRANDT: It is.", "(Laughter.)"}
	head := "Daily Briefing, 4 March 2031\n\nBriefer: Ilse Brandt, Spokesperson\n(As delivered. Not checked against the recording of the day.)\n12:34\n"
	tests := []struct {
		name, page string
		want       []string
	}{
		{"what stands above is no turn", head + "\n" + strings.Join(turns, "\n\n"), turns},
		{"a paragraph above is kept", head + met + "\n" + strings.Join(turns, "\n\n"), append([]string{met}, turns...)},
		{"two labels are no transcript", "Envoys meet again in Port Amity\nBriefer: Ilse Brandt, Spokesperson\n" + met + "\nQ: Is the bridge open?\nA: It is.",
			[]string{"Briefer: Ilse Brandt, Spokesperson", met, "Q: Is the bridge open?", "A: It is."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Extract(Input{Bytes: []byte(tt.page), Form: Plain})
			if diff := cmp.Diff(strings.Join(tt.want, "\n\n"), r.Article.Text); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestExtract_body(t *testing.T) {
	in := "BEL ILM, May 3, 2031 (ILMPRESS) -- The envoys of Norland and Sudria met on Monday.\n\nLatest news\nPoll finds support\n11.May.2031\n\n15 May 2031\n"
	r := Extract(Input{Bytes: []byte(in), Form: Body})
	a := r.Article
	if a.Text != in || len(a.Related) != 0 || r.Captured != "" {
		t.Errorf("text %q, related %v, captured %q; want the text unchanged and nothing of a page", a.Text, a.Related, r.Captured)
	}
	if a.Dateline != "BEL ILM, May 3, 2031 (ILMPRESS)" || a.Agency != "ILMPRESS" || a.Language != "en" {
		t.Errorf("dateline %q, agency %q, language %q", a.Dateline, a.Agency, a.Language)
	}
	if a.Published != readout.On("2031-05-03", readout.Stated) || len(a.Evidence) != 1 {
		t.Errorf("published %+v, evidence %v", a.Published, a.Evidence)
	}
}

// TestExtract_captured holds that the day of capture bounds every page, readable or not.
func TestExtract_captured(t *testing.T) {
	want := readout.Interval{Latest: "2031-05-30", Basis: readout.Capture}
	for name, in := range map[string]Input{
		"a page":   {Bytes: []byte("<h1>Envoys meet</h1><p>" + met)},
		"a body":   {Bytes: []byte(met), Form: Body},
		"no text":  {Bytes: []byte(" ")},
		"no bytes": {},
		"binary":   {Bytes: []byte("%PDF-1.7")},
		"a feed":   {Bytes: []byte("<rss></rss>")},
	} {
		t.Run(name, func(t *testing.T) {
			in.Captured = "2031-05-30"
			if got := Extract(in).Article.Published; got != want {
				t.Errorf("published %+v, want %+v", got, want)
			}
		})
	}
}

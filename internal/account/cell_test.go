package account

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/text"
)

func TestCell_Pieces(t *testing.T) {
	tests := []struct {
		name, words string
		kind        readout.Kind
		want        []Piece
	}{
		{"a paraphrase", "that the toll is lawful", readout.Indirect, []Piece{{"that the toll is lawful", false}}},
		{"verbatim from end to end", "“We will sign,”", readout.Direct, []Piece{{"We will sign", true}}},
		{"words in marks", "called the toll “a lock” on the river", readout.Mixed, []Piece{{"called the toll", false}, {"a lock", true}, {"on the river", false}}},
		{"apostrophes end nothing", "said “the States’ deep concern’s cause” is known", readout.Mixed, []Piece{{"said", false}, {"the States’ deep concern’s cause", true}, {"is known", false}}},
		{"low marks", "„low“ marks", readout.Mixed, []Piece{{"low", true}, {"marks", false}}},
		{"a readout's own text has no marks", "The minister met the consul.", readout.Direct, []Piece{{"The minister met the consul.", true}}},
		{"a mark that does not close", "said “no more", readout.Mixed, []Piece{{"said", false}, {"no more", true}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			whole := readout.NewText(tt.words)
			s := readout.Statement{ID: "s", Kind: tt.kind, Content: readout.List[readout.Span]{whole.Span(0, len(tt.words))}}
			c := Cell{Statement: s}
			c.Verbatim, _ = verbatim(&s, []readout.Statement{s}, whole)
			if diff := cmp.Diff(tt.want, c.Pieces()); diff != "" {
				t.Errorf("pieces of %q (-want +got):\n%s", tt.words, diff)
			}
		})
	}
}

// The words of a readout are the readout's, also where they tell what a minister said.
func TestVerbatim_relayed(t *testing.T) {
	const body = `Lim "voiced deep concern over the toll," the ministry said.`
	whole := readout.NewText(body)
	ministry := readout.Party{Name: "the ministry", Type: "body"}
	outer := readout.Statement{ID: "1", Kind: readout.Mixed, Speaker: &ministry, Content: readout.List[readout.Span]{whole.Span(0, 40)}}
	inner := readout.Statement{ID: "2", Kind: readout.Indirect, Speaker: &readout.Party{Name: "Lim"}, Chain: readout.List[readout.Party]{ministry},
		Content: readout.List[readout.Span]{whole.Span(12, 38)}}
	spans, of := verbatim(&inner, []readout.Statement{outer, inner}, whole)
	if len(spans) != 1 || spans[0].Text != "deep concern over the toll" || of == nil || of.Name != "the ministry" {
		t.Errorf("verbatim = %v of %v, want the words in marks, the ministry's", spans, of)
	}
}

func TestVoiceOf(t *testing.T) {
	lim := &readout.Party{Name: "Ana Lim", Type: "person", Side: "RUV"}
	spokesman := readout.Party{Name: "Bo Karr", Type: "person", Office: "External Affairs Office spokesman", Side: "RUV"}
	office := readout.Party{Name: "External Affairs Office", Type: "body", Side: "RUV"}
	agency := readout.Party{Name: "Sella Times", Type: "outlet", Side: "OST"}
	tests := []struct {
		name string
		s    readout.Statement
		want voice
	}{
		{"through an outlet", readout.Statement{Speaker: lim, Level: readout.Named, Setting: "call", Chain: readout.List[readout.Party]{agency}},
			voice{side: "RUV", channel: "what Ana Lim said", relays: "Sella Times"}},
		{"through a spokesman", readout.Statement{Speaker: lim, Level: readout.Named, Chain: readout.List[readout.Party]{spokesman, agency}},
			voice{side: "RUV", channel: "External Affairs Office", relays: "Sella Times"}},
		{"on the office's own page", readout.Statement{Speaker: lim, Level: readout.Named, Chain: readout.List[readout.Party]{{Name: "Bo Karr", Type: "person", Side: "RUV"}, office}},
			voice{side: "RUV", channel: "External Affairs Office"}},
		{"the outlet itself", readout.Statement{Speaker: &agency, Level: readout.OutletLevel}, voice{channel: "Sella Times"}},
		{"nobody named", readout.Statement{Speaker: &readout.Party{Name: "a diplomat", Type: "unnamed", Side: "RUV"}, Level: readout.Unnamed}, voice{channel: "a diplomat", unnamed: true}},
		{"nobody at all", readout.Statement{}, voice{channel: "source not given"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, voiceOf(&tt.s, &readout.Record{}), cmp.AllowUnexported(voice{})); diff != "" {
				t.Errorf("voice (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCountsOf(t *testing.T) {
	model := loaded(t)
	tests := []struct {
		in   string
		want []count
	}{
		{"The call lasted two hours.", []count{{120, "minute", "", "two hours"}}},
		{"They bought 300,000 tonnes of grain in 2014.", []count{{300000, "tonne", "", "300,000 tonnes"}}},
		{"It cost 65 million crowns.", []count{{65e6, "crown", "", "65 million crowns"}}},
		{"They hold 31 foreign soldiers.", []count{{31, "soldier", "foreign", "31 foreign soldiers"}}},
		{"They met for the third time in 2014 with much success.", nil},
		{"No more than that.", nil},
		{"He left two days ago and has three weeks.", []count{{21 * 24 * 60, "day", "", "three weeks"}}},
	}
	for _, tt := range tests {
		d := text.Annotate(model, tt.in)
		var all []int
		for i := range d.Words {
			all = append(all, i)
		}
		if diff := cmp.Diff(tt.want, countsOf(d, all), cmp.AllowUnexported(count{})); diff != "" {
			t.Errorf("countsOf(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestComparer_likeTerm(t *testing.T) {
	c := &comparer{in: Input{Words: WordsOf(loaded(t))}, vectors: map[string][]float64{}}
	tests := []struct {
		a, b     string
		from, to float64
	}{
		{"toll", "toll", 1, 1},
		{"establish", "establishment", 0.9, 0.9},
		{"accuse", "accusation", 0.9, 0.9},
		{"cut", "reduce", 0.9, 0.9},
		{"debt", "owe", 0.6, 0.9},
		{"ship", "vessel", 0.6, 0.9},
		{"peat", "peatland", 0.9, 0.9},
		{"sympathy", "condolence", 0.3, 0.7},
		{"dam", "journalist", 0, 0.1},
	}
	for _, tt := range tests {
		if got := c.likeTerm(&term{lemma: tt.a}, &term{lemma: tt.b}); got < tt.from || got > tt.to {
			t.Errorf("likeTerm(%q, %q) = %.2f, want %.2f to %.2f", tt.a, tt.b, got, tt.from, tt.to)
		}
	}
}

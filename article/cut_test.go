package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html/atom"
)

func blocksOf(t *testing.T, page string) []block {
	t.Helper()
	root, _, err := parseHTML(page)
	if err != nil {
		t.Fatal(err)
	}
	blocks, _ := cutHTML(root)
	return blocks
}

func TestCutHTML(t *testing.T) {
	tests := []struct {
		name, page string
		want       []string
	}{
		{"white space", "<p> one\n\t two&nbsp; three </p>", []string{"one two three"}},
		{"inline elements", "<p>one <b>t</b>wo<i> three</i></p>", []string{"one two three"}},
		{"characters without width", "<p>cor\u00adri\u200bdor\ufeff</p>", []string{"corridor"}},
		{"text beside blocks", "<div>one<p>two</p>three</div>", []string{"one", "two", "three"}},
		{"one break is a space", "<p>one<br>two</p>", []string{"one two"}},
		{"two breaks end a paragraph", "<p>one<br> <br>two</p>", []string{"one", "two"}},
		{"lines of pre", "<pre>one\ntwo\n\nthree</pre>", []string{"one", "two", "three"}},
		{"what is never shown", "<p>one<script>x</script><style>y</style><button>z</button></p><noscript>n</noscript>", []string{"one"}},
		{"a card about a name", `<p>Brandt<span class=x><a href=/b>Ilse Brandt</a> <a href=/f>Follow</a></span> agreed.</p>`, []string{"Brandt agreed."}},
		{"read aloud only", `<p>one<span class="sr-only">link opens elsewhere</span> two</p>`, []string{"one two"}},
		{"a caption in a span", `<p>one<span class="caption">the bridge</span></p>`, []string{"one", "the bridge"}},
		{"nothing", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range blocksOf(t, tt.page) {
				got = append(got, b.text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("blocks of %q (-want +got):\n%s", tt.page, diff)
			}
		})
	}
}

// TestCutHTML_dateLine holds that a date between single breaks stands for itself, unless
// it is one of a list.
func TestCutHTML_dateLine(t *testing.T) {
	tests := []struct {
		page string
		want []string
	}{
		{"<p>Envoys meet<br>12 May 2031, 18:40<br>Port Amity", []string{"Envoys meet", "12 May 2031, 18:40", "Port Amity"}},
		{"<p><a href=/1>Envoys meet</a><br><small>12.May.2031</small>", []string{"Envoys meet", "12.May.2031"}},
		{"<p>Envoys meet<br>on 12 May 2031 in town", []string{"Envoys meet on 12 May 2031 in town"}},
		{"<p>May 2031<br>Envoys meet", []string{"May 2031 Envoys meet"}},
		{"<p>1 May 2031<br>Envoys meet<br>2 May 2031<br>and part", []string{"1 May 2031 Envoys meet 2 May 2031 and part"}},
	}
	for _, tt := range tests {
		t.Run(tt.page, func(t *testing.T) {
			root, _, err := parseHTML(tt.page)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			blocks, _ := cutHTML(root)
			for i := range blocks {
				got = append(got, blocks[i].text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCutHTML_links(t *testing.T) {
	tests := []struct {
		name, page string
		want       []string // the links' texts, block by block
		bytes      int
	}{
		{"inside a paragraph", `<p>see <a href=/1>the  draft</a> of <a href=/2>May</a></p>`, []string{"the draft", "May"}, 12},
		{"around blocks", `<a href=/1><h2>one</h2><p>two</p></a><p>three`, []string{"one", "two"}, 6},
		{"without an address", `<p><a name=top>one</a></p>`, nil, 0},
		{"empty", `<p>one <a href=/1></a>two</p>`, nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			bytes := 0
			for _, b := range blocksOf(t, tt.page) {
				bytes += b.links
				for _, a := range b.anchors {
					got = append(got, b.text[a.start:a.end])
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || bytes != tt.bytes {
				t.Errorf("links of %q: %d bytes, want %d (-want +got):\n%s", tt.page, bytes, tt.bytes, diff)
			}
		})
	}
}

func TestCutHTML_boxes(t *testing.T) {
	root, _, err := parseHTML(`<div id=a><p>one</p><div class="related"><a href=/1>two</a></div></div>`)
	if err != nil {
		t.Fatal(err)
	}
	blocks, boxes := cutHTML(root)
	for i, b := range boxes {
		if b.node.DataAtom == atom.Div && attr(b.node, "id") == "a" {
			if b.text != 6 || b.links != 3 || b.blocks != [2]int{0, 2} {
				t.Errorf("box %d = %+v, want the sums of what is in it", i, b)
			}
		}
	}
	if got := boxes[blocks[1].box].hints; got != hintRelated {
		t.Errorf("hints = %b, want those of the class", got)
	}
}

func TestReadHints(t *testing.T) {
	tests := []struct {
		class string
		want  hint
	}{
		{"related-articles", hintRelated},
		{"relatedArticles", hintRelated},
		{"c-sidebar__inner", hintSide},
		{"article-body", hintBody},
		{"read-more", hintRelated},
		{"read", 0},
		{"header download gradient", 0}, // no "ad" in them
		{"ad", hintAd},
		{"NEWSLETTER", hintOffer},
		{"", 0},
	}
	for _, tt := range tests {
		if got := readHints(tt.class); got != tt.want {
			t.Errorf("readHints(%q) = %b, want %b", tt.class, got, tt.want)
		}
	}
}

func TestParseHTML_deep(t *testing.T) {
	var page strings.Builder
	page.WriteString("<body>")
	for range 1000 {
		page.WriteString("<div>")
	}
	root, flattened, err := parseHTML(page.String() + "<p>Talks <b>went</b> on.</p>")
	if err != nil || !flattened {
		t.Fatalf("parseHTML of 1000 nested elements: flattened %v, err %v; want flattened and read", flattened, err)
	}
	if blocks, _ := cutHTML(root); len(blocks) != 1 || blocks[0].text != "Talks went on." {
		t.Errorf("blocks = %+v, want the text that stands innermost", blocks)
	}
}

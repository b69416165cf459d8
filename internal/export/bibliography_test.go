package export

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"readout/internal/cite"
)

// The rules of the schema csl-data 1.0.2 for what is used here: the properties that an item
// may have, those that it must have, and what stands in them. No others are allowed.
var (
	cslItem = map[string]string{"id": "string", "type": "type", "title": "string", "container-title": "string", "author": "names", "issued": "date",
		"accessed": "date", "URL": "string", "language": "string", "note": "string", "custom": "object"}
	cslTypes = []string{"article", "article-journal", "article-magazine", "article-newspaper", "webpage", "broadcast", "speech", "interview"}
	cslName  = []string{"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "comma-suffix", "static-ordering", "literal", "parse-names"}
	cslDate  = []string{"date-parts", "season", "circa", "literal", "raw"}
)

func TestCSLJSON(t *testing.T) {
	s := fixture(t)
	out, n := written(t, s, "csl-json", Request{})
	var items []map[string]any
	if err := json.Unmarshal(out, &items); err != nil || len(items) != n.Written {
		t.Fatalf("%d items, want %d: %v", len(items), n.Written, err)
	}
	ids := make(map[string]bool)
	for _, item := range items {
		for _, must := range []string{"id", "type"} {
			if item[must] == nil {
				t.Errorf("no %s in %v", must, item)
			}
		}
		for name, value := range item {
			if err := checkCSL(cslItem[name], value); err != nil {
				t.Errorf("%s of %v: %v", name, item["id"], err)
			}
		}
		id, _ := item["id"].(string)
		if ids[id] {
			t.Errorf("two items %q", id)
		}
		ids[id] = true
	}
}

func checkCSL(rule string, value any) error {
	switch v := value.(type) {
	case string:
		if rule == "string" || rule == "type" && slices.Contains(cslTypes, v) {
			return nil
		}
	case []any:
		for _, name := range v {
			for part, text := range name.(map[string]any) {
				if _, ok := text.(string); !ok || !slices.Contains(cslName, part) {
					return fmt.Errorf("name with %s %v", part, text)
				}
			}
		}
		if rule == "names" {
			return nil
		}
	case map[string]any:
		if rule == "object" {
			return nil
		}
		for part, x := range v {
			if !slices.Contains(cslDate, part) {
				return fmt.Errorf("date with %s", part)
			}
			if parts, ok := x.([]any); ok && (len(parts) != 1 || len(parts[0].([]any)) < 1 || len(parts[0].([]any)) > 3) {
				return fmt.Errorf("date parts %v", parts)
			}
		}
		if rule == "date" {
			return nil
		}
	}
	return fmt.Errorf("%v is no %q", value, rule)
}

// Empty lists end properly, too.
func TestCSLJSON_empty(t *testing.T) {
	var items []cite.Item
	out, _ := written(t, fixture(t), "csl-json", Request{Query: asked(t, "nothing")})
	if err := json.Unmarshal(out, &items); err != nil || len(items) != 0 {
		t.Errorf("%q: %v", out, err)
	}
}

// A bibEntry is what a reader of BibTeX makes of an entry.
type bibEntry struct {
	kind, key string
	fields    map[string]string
}

// parseBibTeX reads entries as BibTeX does: fields in braces, which must match, whether
// escaped or not, or macros of letters.
func parseBibTeX(t *testing.T, text string) []bibEntry {
	t.Helper()
	head := regexp.MustCompile(`^@([a-z]+)\{([^\s,{}"#%'()=~\\]+),\n`)
	field := regexp.MustCompile(`^\s*([a-z]+) = (?:([a-z]+)|\{)`)
	var all []bibEntry
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		m := head.FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("no entry at %.60q", text)
		}
		e := bibEntry{m[1], m[2], make(map[string]string)}
		for text = text[len(m[0]):]; !strings.HasPrefix(text, "}"); {
			m := field.FindStringSubmatch(text)
			if m == nil {
				t.Fatalf("no field at %.60q", text)
			}
			text = text[len(m[0]):]
			value := m[2]
			if value == "" {
				depth, i := 1, 0
				for ; depth > 0; i++ {
					switch text[i] {
					case '{':
						depth++
					case '}':
						depth--
					}
				}
				value, text = text[:i-1], text[i:]
			}
			if _, twice := e.fields[m[1]]; twice {
				t.Fatalf("two fields %s in %s", m[1], e.key)
			}
			e.fields[m[1]] = value
			text = strings.TrimPrefix(strings.TrimPrefix(text, ","), "\n")
		}
		all, text = append(all, e), text[1:]
	}
	return all
}

// typeset is the text that LaTeX would print. It fails for characters that would do more.
func typeset(t *testing.T, s string) string {
	t.Helper()
	s = strings.NewReplacer(`\textbackslash{}`, "\x01", `\textbraceleft{}`, "\x02", `\textbraceright{}`, "\x03", `\textasciitilde{}`, "\x04", `\textasciicircum{}`, "\x05",
		`\textless{}`, "<", `\textgreater{}`, ">", `\textbar{}`, "|", `\&`, "\x06", `\%`, "\x07", `\$`, "\x08", `\#`, "\x0e", `\_`, "\x0f", "{", "", "}", "").Replace(s)
	if strings.ContainsAny(s, `\&%$#_~^`) {
		t.Errorf("not escaped: %q", s)
	}
	return strings.NewReplacer("\x01", `\`, "\x02", "{", "\x03", "}", "\x04", "~", "\x05", "^", "\x06", "&", "\x07", "%", "\x08", "$", "\x0e", "#", "\x0f", "_").Replace(s)
}

func TestBibTeX(t *testing.T) {
	s := fixture(t)
	out, n := written(t, s, "bibtex", Request{})
	entries := parseBibTeX(t, string(out))
	if len(entries) != n.Written {
		t.Fatalf("%d entries, want %d", len(entries), n.Written)
	}
	keys := make(map[string]bool)
	for i, h := range hits(t, s) {
		e, item := entries[i], cite.CSL(&h)
		if keys[e.key] || e.kind != "misc" {
			t.Errorf("entry %s, %s", e.kind, e.key)
		}
		keys[e.key] = true
		got := []string{typeset(t, e.fields["title"]), e.fields["url"], typeset(t, e.fields["howpublished"]), e.fields["urldate"]}
		want := []string{item.Title, item.URL, item.Container, string(h.Page.Captured)}
		if !slices.Equal(got, want) {
			t.Errorf("entry %s has %q, want %q", e.key, got, want)
		}
		if note := typeset(t, e.fields["note"]); !strings.HasPrefix(note, item.Note) && note != strings.NewReplacer("{", "", "}", "").Replace(item.Note) {
			t.Errorf("note %q, want %q", note, item.Note)
		}
	}
}

func TestRIS(t *testing.T) {
	out, n := written(t, fixture(t), "ris", Request{})
	tag := regexp.MustCompile(`^[A-Z][A-Z0-9]  - .*$`)
	open, closed := 0, 0
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\r\n"), "\r\n") {
		switch {
		case line == "":
		case !tag.MatchString(line):
			t.Errorf("line %q", line)
		case strings.HasPrefix(line, "TY"):
			open++
		case strings.HasPrefix(line, "ER"):
			closed++
		}
	}
	if open != n.Written || closed != n.Written {
		t.Errorf("%d begun and %d ended, want %d", open, closed, n.Written)
	}
}

func TestMarkdown(t *testing.T) {
	out, n := written(t, fixture(t), "markdown", Request{})
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != n.Written {
		t.Errorf("%d lines, want %d", len(lines), n.Written)
	}
	for _, line := range lines {
		if !strings.HasPrefix(line, "- ") || strings.Contains(line, "<b>") || strings.Contains(line, "</script") && !strings.Contains(line, `\</script`) {
			t.Errorf("line %q", line)
		}
	}
}

package article

import (
	"encoding/json"
	"html"
	"maps"
	"slices"
	"strings"
)

// Limits of the JSON-LD that is read from a page.
const (
	maxLDScript = 1 << 20
	maxLDTotal  = 4 << 20
	maxLDNodes  = 4000
	maxLDDepth  = 32
	maxLDValues = 50 // of one key
)

// An ldNode is one object of a page's JSON-LD.
type ldNode map[string]any

// ldReader collects the objects of a page's JSON-LD scripts.
type ldReader struct {
	nodes []ldNode
	bytes int
}

func isLD(mediaType string) bool {
	mediaType, _, _ = strings.Cut(strings.ToLower(mediaType), ";")
	return strings.TrimSpace(mediaType) == "application/ld+json"
}

// read adds the objects of one script. Scripts that are not JSON, which many are not,
// are mended where that is easy and otherwise left out.
func (r *ldReader) read(script string) {
	if len(script) > maxLDScript || r.bytes+len(script) > maxLDTotal {
		return
	}
	r.bytes += len(script)
	var v any
	if json.Unmarshal([]byte(script), &v) != nil && json.Unmarshal([]byte(mendJSON(script)), &v) != nil {
		return
	}
	r.flatten(v, 0)
}

func (r *ldReader) flatten(v any, depth int) {
	if depth > maxLDDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.flatten(e, depth+1)
		}
	case map[string]any:
		if len(r.nodes) >= maxLDNodes {
			return
		}
		r.nodes = append(r.nodes, v)
		for _, key := range sortedKeys(v) {
			r.flatten(v[key], depth+1)
		}
	}
}

// mendJSON undoes what templates do to JSON: comment and CDATA wrappers, raw line ends
// inside strings, commas before a closing bracket, a semicolon at the end.
func mendJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, wrap := range [...]string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, wrap))
	}
	for _, wrap := range [...]string{";", "-->", "//]]>", "/*]]>*/", "]]>", "//", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, wrap))
	}
	out := make([]byte, 0, len(s))
	inString := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case inString && c == '\\' && i+1 < len(s):
			out = append(out, c, s[i+1])
			i++
			continue
		case c == '"':
			inString = !inString
		case c < ' ':
			out = append(out, ' ')
			continue
		case !inString && (c == '}' || c == ']'):
			out = dropComma(out)
		}
		out = append(out, s[i])
	}
	return string(out)
}

// dropComma removes a comma at the end of out.
func dropComma(out []byte) []byte {
	end := len(out)
	for end > 0 && out[end-1] == ' ' {
		end--
	}
	if end > 0 && out[end-1] == ',' {
		return out[:end-1]
	}
	return out
}

// is reports whether the object has one of the schema.org types.
func (n ldNode) is(types ...string) bool {
	for _, have := range n.types() {
		if slices.Contains(types, have) {
			return true
		}
	}
	return false
}

func (n ldNode) types() []string {
	var types []string
	for _, t := range list(n["@type"]) {
		if t, ok := t.(string); ok {
			types = append(types, t[strings.LastIndexAny(t, "/:")+1:])
		}
	}
	return types
}

// isArticle reports whether the object describes something written and published.
func (n ldNode) isArticle() bool {
	for _, t := range n.types() {
		if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || t == "Report" || t == "Recipe" {
			return true
		}
	}
	return false
}

// str returns the first filled string under one of the keys, unescaped and with its
// white space folded. An object there is read by its name.
func (n ldNode) str(keys ...string) string {
	for _, key := range keys {
		for _, v := range list(n[key]) {
			switch v := v.(type) {
			case string:
				if s := cleanValue(v); s != "" {
					return s
				}
			case map[string]any:
				if s, ok := v["name"].(string); ok && cleanValue(s) != "" {
					return cleanValue(s)
				}
			}
		}
	}
	return ""
}

// each returns the objects under a key: references by @id are followed in all, and a
// bare string becomes an object with that name.
func (n ldNode) each(key string, all []ldNode) []ldNode {
	var nodes []ldNode
	for i, v := range list(n[key]) {
		if i == maxLDValues {
			break
		}
		switch v := v.(type) {
		case string:
			nodes = append(nodes, ldNode{"name": v})
		case map[string]any:
			nodes = append(nodes, ldNode(v).resolve(all))
		}
	}
	return nodes
}

// resolve returns the object that n refers to by its @id, or n itself.
func (n ldNode) resolve(all []ldNode) ldNode {
	id, _ := n["@id"].(string)
	if id == "" || n["name"] != nil {
		return n
	}
	for _, other := range all {
		if other["@id"] == id && other["name"] != nil {
			return other
		}
	}
	return n
}

func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// cleanValue unescapes what is often escaped twice and folds white space.
func cleanValue(s string) string {
	return fold(html.UnescapeString(clip(s, maxMetaValue)))
}

func sortedKeys(m map[string]any) []string {
	return slices.Sorted(maps.Keys(m))
}

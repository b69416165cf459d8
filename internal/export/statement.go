package export

import (
	"strconv"
	"strings"

	"readout/internal/store"
)

// statementColumns are those of a statement. docs/export.md tells what they hold; new ones
// are only added at the end.
func statementColumns() []column[store.Hit] {
	return []column[store.Hit]{
		{"statement_id", func(h *store.Hit) string { return string(h.Statement.ID) }},
		{"page_id", func(h *store.Hit) string { return string(h.Page.ID) }},
		{"path", func(h *store.Hit) string { return string(h.Page.Path) }},
		{"url", func(h *store.Hit) string { return string(h.Page.URL) }},
		{"publisher", func(h *store.Hit) string { return string(h.Article.Publisher) }},
		{"agency", func(h *store.Hit) string { return string(h.Article.Agency) }},
		{"headline", func(h *store.Hit) string { return string(h.Article.Headline) }},
		{"language", func(h *store.Hit) string { return string(h.Article.Language) }},
		{"published_earliest", func(h *store.Hit) string { return string(h.Article.Published.Earliest) }},
		{"published_latest", func(h *store.Hit) string { return string(h.Article.Published.Latest) }},
		{"published_basis", func(h *store.Hit) string { return string(h.Article.Published.Basis) }},
		{"said_earliest", func(h *store.Hit) string { return string(h.Said.Earliest) }},
		{"said_latest", func(h *store.Hit) string { return string(h.Said.Latest) }},
		{"said_basis", func(h *store.Hit) string { return string(h.Said.Basis) }},
		{"kind", func(h *store.Hit) string { return string(h.Statement.Kind) }},
		{"act", func(h *store.Hit) string { return string(h.Statement.Act) }},
		{"speaker_id", func(h *store.Hit) string { return string(some(h.Statement.Speaker).ID) }},
		{"speaker_name", func(h *store.Hit) string { return some(h.Statement.Speaker).Name }},
		{"speaker_type", func(h *store.Hit) string { return some(h.Statement.Speaker).Type }},
		{"speaker_office", func(h *store.Hit) string { return string(some(h.Statement.Speaker).Office) }},
		{"speaker_side", func(h *store.Hit) string { return string(some(h.Statement.Speaker).Side) }},
		{"addressee_id", func(h *store.Hit) string { return string(some(h.Statement.Addressee).ID) }},
		{"addressee_name", func(h *store.Hit) string { return some(h.Statement.Addressee).Name }},
		{"addressee_side", func(h *store.Hit) string { return string(some(h.Statement.Addressee).Side) }},
		{"chain", func(h *store.Hit) string { return Chain(h.Statement.Chain) }},
		{"setting", func(h *store.Hit) string { return string(h.Statement.Setting) }},
		{"level", func(h *store.Hit) string { return string(h.Statement.Level) }},
		{"issues", func(h *store.Hit) string { return strings.Join(h.Statement.Issues, "; ") }},
		{"content", func(h *store.Hit) string { return spanWords(h.Statement.Content) }},
		{"content_start", func(h *store.Hit) string { return offsets(h.Statement.Content, start) }},
		{"content_end", func(h *store.Hit) string { return offsets(h.Statement.Content, end) }},
		{"cue", func(h *store.Hit) string { return spanWords(h.Statement.Cue) }},
		{"cue_start", func(h *store.Hit) string { return offsets(h.Statement.Cue, start) }},
		{"cue_end", func(h *store.Hit) string { return offsets(h.Statement.Cue, end) }},
		{"source", func(h *store.Hit) string { return spanWords(h.Statement.Source) }},
		{"source_start", func(h *store.Hit) string { return offsets(h.Statement.Source, start) }},
		{"source_end", func(h *store.Hit) string { return offsets(h.Statement.Source, end) }},
		{"sentence", func(h *store.Hit) string { return h.Sentence.Text }},
		{"answers", func(h *store.Hit) string { return string(h.Statement.Answers) }},
		{"confidence", func(h *store.Hit) string { return strconv.FormatFloat(h.Statement.Confidence, 'f', -1, 64) }},
		{"rule", func(h *store.Hit) string { return h.Statement.Rule }},
		{"event_id", func(h *store.Hit) string { return string(h.Statement.Event) }},
		{"class", func(h *store.Hit) string { return string(h.Statement.Class) }},
	}
}

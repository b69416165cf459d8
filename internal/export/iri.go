package export

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/google/uuid"

	"readout"
	"readout/internal/cite"
	"readout/internal/link"
	"readout/internal/store"
)

// pageIRI names a page: by its address in the web, else by the hash of its bytes (RFC
// 6920), else by the id that its source gave it.
func pageIRI(p *readout.Page) string {
	if url := cite.Address(string(p.URL)); url != "" {
		return url
	}
	return bytesIRI(p.ID)
}

// bytesIRI names the bytes of a page, wherever they came from.
func bytesIRI(id readout.PageID) string {
	digest, ok := strings.CutPrefix(string(id), "sha256:")
	if sum, err := hex.DecodeString(digest); ok && err == nil && len(sum) == 32 {
		return "ni:///sha-256;" + base64.RawURLEncoding.EncodeToString(sum)
	}
	return name("page", string(id))
}

// name makes a name of the parts, the same one for the same parts, that stands where the
// web's formats want an address.
func name(parts ...string) string {
	return "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:readout:"+strings.Join(parts, "\x00"))).String()
}

// StatementIRI names a statement, as linked data does.
func StatementIRI(h *store.Hit) string {
	return name("statement", string(h.Page.ID), string(h.Statement.ID))
}

// EventIRI names an event across pages, as linked data does.
func EventIRI(ev *link.Event) string { return name("event", string(ev.ID)) }

// QueryIRI names a question: the kind of what it asks for, and the question.
func QueryIRI(k Kind, question string) string { return name("query", string(k), question) }

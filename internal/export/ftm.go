package export

import (
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"

	"golang.org/x/text/language"

	"readout"
	"readout/internal/cite"
	"readout/internal/link"
	"readout/internal/store"
)

// An entity is one of the FollowTheMoney model: an id, a schema, and lists of values.
type entity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// set adds values to a property; empty ones are not known and left out.
func (e *entity) set(property string, values ...string) {
	for _, v := range values {
		if v != "" {
			e.Properties[property] = append(e.Properties[property], v)
		}
	}
}

func newEntity(schema string, id ...string) *entity {
	return &entity{entityID(id...), schema, make(map[string][]string)}
}

// entityID makes the same id of the same parts, in every export.
func entityID(parts ...string) string {
	sum := sha1.Sum([]byte(strings.Join(parts, "\x00")))
	return "readout-" + hex.EncodeToString(sum[:])
}

// maxSeen is how many entities are remembered, so as not to write them again. Doubles do
// no harm: entities with one id are merged by whoever reads them.
const maxSeen = 1 << 16

// An ftm writes entities, one a line, each before those that refer to it.
type ftm struct {
	enc  *json.Encoder
	seen map[[sha1.Size]byte]bool
}

func newFTM(out io.Writer) ftm { return ftm{encoder(out), make(map[[sha1.Size]byte]bool)} }

func (f *ftm) close() error { return nil }

// put writes an entity, unless it was written lately just so, and returns its id.
func (f *ftm) put(e *entity) (id string, err error) {
	b, err := json.Marshal(e)
	if err != nil {
		return "", err
	}
	sum := sha1.Sum(b)
	if f.seen[sum] {
		return e.ID, nil
	}
	if len(f.seen) >= maxSeen {
		clear(f.seen)
	}
	f.seen[sum] = true
	return e.ID, f.enc.Encode(e)
}

// An ftmStatements writes for each statement its article, those who speak, are spoken to
// and relay it, and links from the article to each of them.
type ftmStatements struct{ ftm }

func newFTMStatements(out io.Writer, _ *Request) (writer[store.Hit], error) {
	return &ftmStatements{newFTM(out)}, nil
}

// write leaves out statements of which nobody is known who made them: a link needs two
// ends.
func (f *ftmStatements) write(h *store.Hit) error {
	s := &h.Statement
	if s.Speaker == nil || s.Speaker.Name == "" {
		return errLeftOut
	}
	article, err := f.put(articleEntity(h))
	if err != nil {
		return err
	}
	tell := func(p *readout.Party, role string, fill func(*entity)) error {
		who, err := f.put(partyEntity(p, string(h.Page.ID), string(s.ID)))
		if err != nil {
			return err
		}
		e := newEntity("Documentation", "statement", string(h.Page.ID), string(s.ID), role, who)
		e.set("document", article)
		e.set("entity", who)
		e.set("role", role)
		e.set("recordId", string(s.ID))
		e.set("date", plainDate(h.Said))
		fill(e)
		_, err = f.put(e)
		return err
	}
	err = tell(s.Speaker, "speaker, "+cite.How(s.Kind), func(e *entity) {
		e.set("summary", cite.Words(s))
		e.set("description", cite.Line(h))
		e.set("status", string(s.Level))
		e.set("sourceUrl", cite.Link(h))
		e.set("publisher", string(h.Article.Publisher))
	})
	nothing := func(*entity) {}
	if err == nil && s.Addressee != nil && s.Addressee.Name != "" {
		err = tell(s.Addressee, "addressee", nothing)
	}
	for i := range s.Chain {
		if err == nil && s.Chain[i].Name != "" {
			err = tell(&s.Chain[i], "relay", nothing)
		}
	}
	return err
}

func articleEntity(h *store.Hit) *entity {
	e := newEntity("Article", "page", string(h.Page.ID))
	title := string(h.Article.Headline)
	if title == "" {
		title = string(h.Page.ID)
	}
	e.set("name", title)
	e.set("title", string(h.Article.Headline))
	e.set("author", h.Article.Byline...)
	e.set("publisher", string(h.Article.Publisher))
	e.set("publishedAt", plainDate(h.Article.Published))
	e.set("sourceUrl", cite.Address(string(h.Page.URL)))
	e.set("mimeType", h.Page.MediaType)
	e.set("language", language3(string(h.Article.Language)))
	e.set("retrievedAt", string(h.Page.Captured))
	return e
}

// partyEntity is a party of the actor file under one id everywhere. Anybody else is only
// taken for the same where page and name are, and who is not named never is.
func partyEntity(p *readout.Party, page, statement string) *entity {
	schema := "LegalEntity"
	switch p.Type {
	case "person":
		schema = "Person"
	case "body", "state":
		schema = "PublicBody"
	case "organisation", "outlet":
		schema = "Organization"
	case "document":
		schema = "Pages" // a document in the everyday sense
	}
	id := []string{"party", page, p.Type, p.Name}
	switch {
	case p.ID != "":
		id = []string{"actor", string(p.ID)}
	case p.Type == "unnamed" || p.Type == "":
		id = append(id, statement)
	}
	e := newEntity(schema, id...)
	e.set("name", p.Name)
	if schema == "Person" {
		e.set("position", string(p.Office))
	}
	e.set("country", country2(string(p.Side)))
	if p.Type == "unnamed" {
		e.set("notes", "not named by the article")
	}
	return e
}

// An ftmEvents writes events and those who took part.
type ftmEvents struct{ ftm }

func newFTMEvents(out io.Writer, _ *Request) (writer[link.Event], error) {
	return &ftmEvents{newFTM(out)}, nil
}

func (f *ftmEvents) write(ev *link.Event) error {
	e := newEntity("Event", "event", string(ev.ID))
	e.set("name", eventName(ev))
	e.set("recordId", string(ev.ID))
	e.set("date", plainDate(ev.Date))
	e.set("summary", eventNote(ev))
	e.set("location", string(ev.Place))
	e.set("keywords", ev.Kind, string(ev.Class), string(ev.Status))
	e.set("keywords", ev.Issues...)
	for _, m := range ev.Members {
		e.set("proof", entityID("page", string(m.Page)))
	}
	for i := range ev.Participants {
		p := &ev.Participants[i]
		if p.Name == "" || p.Type == "document" {
			continue
		}
		who, err := f.put(partyEntity(&p.Party, string(ev.ID), string(ev.ID)))
		if err != nil {
			return err
		}
		if p.Role == "host" {
			e.set("organizer", who)
		} else {
			e.set("involved", who)
		}
	}
	_, err := f.put(e)
	return err
}

// country2 is the ISO 3166 alpha-2 code of an alpha-3 one, in lower case, or "".
func country2(alpha3 string) string {
	if len(alpha3) != 3 {
		return ""
	}
	r, err := language.ParseRegion(alpha3)
	if err != nil || !r.IsCountry() {
		return ""
	}
	return strings.ToLower(r.String())
}

// language3 is the ISO 639-3 code of a BCP 47 tag, or "".
func language3(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || tag == "" {
		return ""
	}
	base, _ := t.Base()
	return base.ISO3()
}

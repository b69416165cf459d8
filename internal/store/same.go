package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
)

// A Sum is a sum over rows that does not depend on their order.
type Sum struct {
	Rows  int
	parts [4]uint64
}

func (m *Sum) add(row []byte) {
	h := sha256.Sum256(row)
	m.Rows++
	for i := range m.parts {
		m.parts[i] += binary.LittleEndian.Uint64(h[8*i:])
	}
}

// compared are the rows by which two records are compared: the first column names what a row
// belongs to, and pages go by their hashes, as their numbers depend on the order in which they
// came. Left out are the indexes of words, when a page came, and what people and alerts keep.
var compared = []struct {
	table, query string
	packed       int // the column that is compressed, or -1
}{
	{"pages", "SELECT hash, head, schema, stages, failed, given FROM pages", -1},
	{"page_bytes", "SELECT p.hash, b.zstd FROM page_bytes b JOIN pages p ON p.id = b.page", 1},
	{"page_sources", "SELECT p.hash, s.path, s.url, s.name, s.captured FROM page_sources s JOIN pages p ON p.id = s.page", -1},
	{"revisits", "SELECT digest, path, url, captured FROM revisits", -1},
	{"articles", "SELECT p.hash, a.rest, a.headline, a.publisher, a.language, a.earliest, a.latest, a.head FROM articles a JOIN pages p ON p.id = a.page", 1},
	{"statements", `SELECT p.hash, s.n, s.kind, s.level, s.setting, s.act, x.actor, x.side, x.names, y.actor, y.side, y.names, s.earliest, s.latest, s.basis, t.name, t.start, t.sentence, t.json
		FROM statements s JOIN pages p ON p.id = s.page JOIN parties x ON x.id = s.speaker JOIN parties y ON y.id = s.addressee JOIN statement_texts t ON t.id = ` + textNumber, -1},
	{"statement_issues", "SELECT p.hash, s.n, i.issue FROM statement_issues i JOIN statements s ON s.id = i.statement JOIN pages p ON p.id = s.page", -1},
	{"events", "SELECT p.hash, e.n, e.name, e.kind, e.class, e.status, e.earliest, e.latest, e.json FROM events e JOIN pages p ON p.id = e.page", -1},
	{"problems", "SELECT p.hash, b.n, b.stage, b.kind, b.message FROM problems b JOIN pages p ON p.id = b.page", -1},
	{"link_pending", "SELECT p.hash FROM link_pending l JOIN pages p ON p.id = l.page", -1},
	{"link_pages", "SELECT p.hash, l.digest, l.signature, l.series, l.number, l.earliest, l.latest FROM link_pages l JOIN pages p ON p.id = l.page", 1},
	{"text_keys", "SELECT p.hash, k.key, k.rank FROM text_keys k JOIN pages p ON p.id = k.page", -1},
	{"event_keys", "SELECT p.hash, k.key, k.rank, k.n, k.earliest, k.latest FROM event_keys k JOIN pages p ON p.id = k.page", -1},
	{"quote_keys", "SELECT p.hash, k.key, k.rank, k.n FROM quote_keys k JOIN pages p ON p.id = k.page", -1},
	{"text_pairs", "SELECT p.hash, o.hash, t.json FROM text_pairs t JOIN pages p ON p.id = t.page JOIN pages o ON o.id = t.other", -1},
	{"event_verdicts", "SELECT p.hash, v.n, o.hash, v.other_n, v.same, v.json FROM event_verdicts v JOIN pages p ON p.id = v.page JOIN pages o ON o.id = v.other", -1},
	{"stories", "SELECT id, json FROM stories", -1},
	{"story_pages", "SELECT p.hash, s.story FROM story_pages s JOIN pages p ON p.id = s.page", -1},
	{"linked_events", "SELECT id, kind, earliest, latest, parties, json FROM linked_events", -1},
	{"linked_members", "SELECT p.hash, m.n, m.name, m.event FROM linked_members m JOIN pages p ON p.id = m.page", -1},
	{"linked_parties", "SELECT event, party, kind, day FROM linked_parties", -1},
	{"link_checks", "SELECT p.hash, o.hash, c.n, c.json FROM link_checks c JOIN pages p ON p.id = c.page JOIN pages o ON o.id = c.other", -1},
}

// Compared sums the rows of a record table by table, and in each by what they belong to:
// pages, stories and events. Two records with the same sums are equal, row for row, however
// they came about.
func (s *Store) Compared(ctx context.Context) (map[string]map[string]Sum, error) {
	out := make(map[string]map[string]Sum)
	for _, c := range compared {
		sums := make(map[string]Sum)
		if err := s.sum(ctx, c.query, c.packed, sums); err != nil {
			return nil, s.explain("compare "+c.table, err)
		}
		out[c.table] = sums
	}
	return out, nil
}

func (s *Store) sum(ctx context.Context, query string, packed int, into map[string]Sum) error {
	rows, err := s.reader.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	cells, places := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for i := range cells {
		places[i] = &cells[i]
	}
	var row []byte
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		row = row[:0]
		for i, cell := range cells {
			if i == packed {
				if cell, err = s.unpack("a row", cell); err != nil {
					return err
				}
			}
			row = binary.AppendUvarint(row, uint64(len(cell)))
			row = append(row, cell...)
		}
		sum := into[string(cells[0])]
		sum.add(row)
		into[string(cells[0])] = sum
	}
	return rows.Err()
}

// Differences says where two records differ: by table, the pages, stories or events whose
// rows do, at most n of each.
func Differences(a, b map[string]map[string]Sum, n int) []string {
	var out []string
	for _, c := range compared {
		x, y := a[c.table], b[c.table]
		var keys []string
		for k := range x {
			if x[k] != y[k] {
				keys = append(keys, k)
			}
		}
		for k := range y {
			if _, ok := x[k]; !ok {
				keys = append(keys, k)
			}
		}
		slices.Sort(keys)
		for i, k := range keys {
			if i == n {
				out = append(out, fmt.Sprintf("%s: and %d more", c.table, len(keys)-n))
				break
			}
			out = append(out, fmt.Sprintf("%s: %s: %d and %d rows", c.table, k, x[k].Rows, y[k].Rows))
		}
	}
	return out
}

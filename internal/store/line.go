package store

import (
	"context"
	"encoding/json"
	"fmt"

	"readout"
)

// A Line is a statement in its sentence, as little of it as a concordance is sorted by.
type Line struct {
	Number   Number
	Sentence readout.Span // with its text
	Cue      []readout.Span
	Content  []readout.Span
}

// Lines calls f with the lines of statements, in their order. Those that the record does not
// hold any more are left out. It reads a tenth of what [Store.Hits] does.
func (s *Store) Lines(ctx context.Context, numbers []Number, f func(*Line)) error {
	const placeMask = 1<<placeBits - 1
	of := make(map[int64]Number, len(numbers))
	list := []byte{'['}
	for i, n := range numbers {
		if i > 0 {
			list = append(list, ',')
		}
		text := textID(n.Page(), placeMask-int(int64(n)&placeMask)) // see statementID
		of[text] = n
		list = fmt.Append(list, text)
	}
	rows, err := s.reader.QueryContext(ctx, "SELECT t.id, t.start, t.sentence, t.json FROM "+s.d.numbers()+" j"+s.d.join()+
		"statement_texts t ON t.id = j.value ORDER BY j.key", string(append(list, ']')))
	if err != nil {
		return s.explain("search", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var data []byte
		var l Line
		if err := rows.Scan(&id, &l.Sentence.Start, &l.Sentence.Text, &data); err != nil {
			return s.explain("search", err)
		}
		l.Number, l.Sentence.End = of[id], l.Sentence.Start+len([]rune(l.Sentence.Text))
		var st struct {
			Cue     []readout.Span `json:"cue"`
			Content []readout.Span `json:"content"`
		}
		if err := json.Unmarshal(data, &st); err != nil {
			return s.damaged("a statement's contents", err)
		}
		l.Cue, l.Content = st.Cue, st.Content
		f(&l)
	}
	return s.explain("search", rows.Err())
}

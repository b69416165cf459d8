package store

import (
	"encoding/json"
	"maps"
	"slices"

	"readout"
	"readout/internal/link"
)

// texts compares a page with those that may carry the same text.
func (l *linker) texts(id int64) {
	l.told = append(l.told, id)
	p := l.page(id)
	if l.err != nil || p == nil {
		return
	}
	near := slices.Sorted(maps.Keys(l.textCandidates(p)))
	l.readSignatures(near)
	near = slices.DeleteFunc(near, func(other int64) bool { return l.before(other, id) || !l.signs[id].Resembles(l.signs[other]) })
	if len(near) > 0 {
		l.readTexts(append(near, id))
	}
	for _, other := range near {
		l.compareTexts(id, other)
	}
}

// readSignatures has the signatures of pages ready.
func (l *linker) readSignatures(ids []int64) {
	missing := slices.DeleteFunc(distinct(slices.Clone(ids)), func(id int64) bool { _, ok := l.signs[id]; return ok })
	l.trace.readPages(inDigests, missing...)
	l.among("SELECT page, signature FROM link_pages WHERE page", missing, func(scan func(...any) error) error {
		var id int64
		var signature []byte
		err := scan(&id, &signature)
		l.signs[id] = signature
		return err
	})
}

func (l *linker) compareTexts(page, other int64) {
	text, theirs := l.ready[page], l.ready[other]
	if l.err != nil || text == nil || theirs == nil {
		return
	}
	var pair link.TextPair
	if text.id < theirs.id {
		pair = link.CompareTexts(text.id, theirs.id, text.Text, theirs.Text)
	} else {
		pair = link.CompareTexts(theirs.id, text.id, theirs.Text, text.Text)
	}
	if !pair.Same {
		return
	}
	data, err := json.Marshal(pair)
	l.fail(err)
	l.pairs = append(l.pairs, page, other, string(data), other, page, string(data))
	l.paired[page], l.paired[other] = true, true
	l.trace.writePages(inTexts, page, other)
	l.told = append(l.told, other)
}

// writePairs writes the pairs of texts that were found since.
func (l *linker) writePairs() {
	l.insert("INSERT INTO text_pairs (page, other, json) VALUES", 3, l.pairs, "ON CONFLICT (page, other) DO UPDATE SET json = excluded.json")
	l.pairs = nil
}

// single reports whether a page carries no other's text, and never did.
func (l *linker) single(id int64) bool { return l.first[id] && !l.paired[id] }

// textCandidates returns the pages that a page is compared with: its neighbours by any key.
func (l *linker) textCandidates(p *linkPage) map[int64]bool {
	near := make(map[int64]bool)
	l.neighbours(textKeys, itemRef{page: p.id}, p.rank, p.Bands(), func(r itemRef) { near[r.page] = true })
	return near
}

// maxTexts is how many texts a linker keeps ready: with 20 kB each, 20 MB.
const maxTexts = 1024

// A readyText is the text of a page's article.
type readyText struct {
	*link.Text
	id readout.PageID
}

// readTexts has the texts of pages' articles ready.
func (l *linker) readTexts(ids []int64) {
	if len(l.ready) >= maxTexts {
		clear(l.ready)
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return l.ready[id] != nil })
	l.among("SELECT a.page, a.rest, p.hash FROM articles a JOIN pages p ON p.id = a.page WHERE a.page", missing, func(scan func(...any) error) error {
		var id int64
		var packed []byte
		var hash string
		if err := scan(&id, &packed, &hash); err != nil {
			return err
		}
		data, err := l.s.unpack("an article", packed)
		if err != nil {
			return err
		}
		var r struct {
			Text string `json:"text"`
		}
		err = json.Unmarshal(data, &r)
		l.ready[id] = &readyText{link.NewText(r.Text), readout.PageID("sha256:" + hash)}
		return err
	})
}

// stories makes the stories anew that may have changed.
func (l *linker) stories() {
	done := make(map[int64]bool)
	for _, id := range l.told {
		if !done[id] {
			l.story(l.carriers(id, done))
		}
	}
}

// carriers returns the pages that comparisons connect with one, and those that were in
// stories with them.
func (l *linker) carriers(id int64, done map[int64]bool) []int64 {
	todo := []int64{id}
	done[id] = true
	for i := 0; i < len(todo) && l.err == nil; i++ {
		if l.single(todo[i]) {
			continue
		}
		l.trace.readPages(inTexts, todo[i])
		next := l.numbers("SELECT other FROM text_pairs WHERE page = ?", todo[i])
		next = append(next, l.numbers("SELECT b.page FROM story_pages a JOIN story_pages b ON b.story = a.story WHERE a.page = ?", todo[i])...)
		for _, other := range next {
			if !done[other] {
				done[other] = true
				todo = append(todo, other)
			}
		}
	}
	return todo
}

// story writes the stories among pages: those that are connected now.
func (l *linker) story(ids []int64) {
	l.trace.readPages(inTexts, ids...)
	if len(ids) == 1 && (l.single(ids[0]) || !l.row("SELECT 1 FROM story_pages WHERE page = ?", []any{ids[0]}, new(int))) {
		return
	}
	for _, id := range ids {
		if l.first[id] {
			continue
		}
		l.trace.writePages(inTexts, id)
		l.exec("DELETE FROM stories WHERE id IN (SELECT story FROM story_pages WHERE page = ?)", id)
		l.exec("DELETE FROM story_pages WHERE page = ?", id)
	}
	slices.Sort(ids)
	seen := make(map[int64]bool)
	for _, id := range ids {
		if seen[id] {
			continue
		}
		pages, texts := l.connected(id, seen)
		if len(pages) > 1 {
			l.writeStory(pages, texts)
		}
	}
}

func (l *linker) connected(id int64, seen map[int64]bool) (pages []int64, texts []link.TextPair) {
	pages = []int64{id}
	seen[id] = true
	for i := 0; i < len(pages); i++ {
		at := pages[i]
		l.query("SELECT other, json FROM text_pairs WHERE page = ?", []any{at}, func(scan func(...any) error) error {
			var other int64
			var data []byte
			if err := scan(&other, &data); err != nil {
				return err
			}
			if !seen[other] {
				seen[other] = true
				pages = append(pages, other)
			}
			if at > other { // once
				return nil
			}
			var t link.TextPair
			err := json.Unmarshal(data, &t)
			texts = append(texts, t)
			return err
		})
	}
	return pages, texts
}

func (l *linker) writeStory(ids []int64, texts []link.TextPair) {
	var pages []link.Page
	for _, id := range ids {
		if p := l.page(id); p != nil {
			pages = append(pages, p.Page)
		}
	}
	if len(pages) < 2 || l.err != nil {
		return
	}
	story := link.StoryOf(pages, texts)
	data, err := json.Marshal(story)
	l.fail(err)
	l.exec("INSERT INTO stories (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json", string(story.ID), string(data))
	l.trace.writePages(inTexts, ids...)
	for _, id := range ids {
		l.exec("INSERT INTO story_pages (page, story) VALUES (?, ?) ON CONFLICT (page) DO UPDATE SET story = excluded.story", id, string(story.ID))
	}
}

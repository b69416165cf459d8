package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"readout"
)

// An Alert is a query whose new statements are sent to somebody.
type Alert struct {
	ID       string
	Name     string
	Query    string
	Webhook  string // an address, or ""
	Secret   string // what its messages are signed with
	Mail     string // an address, or ""
	Days     int    // between two digests by mail
	Who      string // made it
	Created  string // RFC 3339, as all times here
	Paused   string // why nothing is sent; "" where it is
	Seen     int64  // the change of a page up to which it has looked
	Digested string // up to when digests were made
}

const alertColumns = "id, name, query, webhook, secret, mail, days, who, created, paused, seen, digested"

func (a *Alert) fields() []any {
	return []any{&a.ID, &a.Name, &a.Query, &a.Webhook, &a.Secret, &a.Mail, &a.Days, &a.Who, &a.Created, &a.Paused, &a.Seen, &a.Digested}
}

// AddAlert adds an alert.
func (s *Store) AddAlert(ctx context.Context, a Alert) error {
	return s.exec(ctx, "write an alert", "INSERT INTO alerts ("+alertColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		a.ID, a.Name, a.Query, a.Webhook, a.Secret, a.Mail, a.Days, a.Who, a.Created, a.Paused, a.Seen, a.Digested)
}

// Alerts returns all alerts, in the order in which they were made.
func (s *Store) Alerts(ctx context.Context) ([]Alert, error) {
	return rowsOf(ctx, s, "list alerts", "SELECT "+alertColumns+" FROM alerts ORDER BY created, id", nil, (*Alert).fields)
}

// Alert returns an alert by id.
func (s *Store) Alert(ctx context.Context, id string) (Alert, error) {
	var a Alert
	err := s.reader.QueryRowContext(ctx, "SELECT "+alertColumns+" FROM alerts WHERE id = ?", id).Scan(a.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return a, &Error{Path: s.path, What: fmt.Sprintf("no alert %q", id), Kind: readout.ErrNotFound}
	}
	return a, s.explain("read an alert", err)
}

// DeleteAlert removes an alert with all its messages.
func (s *Store) DeleteAlert(ctx context.Context, id string) error {
	return s.exec(ctx, "remove an alert", "DELETE FROM alerts WHERE id = ?", id)
}

// PauseAlert says why nothing is sent, or with "" that it is again. What came in meanwhile is
// found then.
func (s *Store) PauseAlert(ctx context.Context, id, why string) error {
	return s.exec(ctx, "pause an alert", "UPDATE alerts SET paused = ? WHERE id = ?", why, id)
}

// The states of a message.
const (
	MessageDue  = "due"
	MessageSent = "sent"
	MessageDead = "dead"
)

// A Message is something to be sent.
type Message struct {
	ID      string // the same however often it is sent
	Alert   string
	Kind    string // "webhook" or "mail"
	Body    []byte
	Holds   int // statements
	Created string
	Due     string // when it is to be sent, or sent again
	Tries   int
	State   string
	Reason  string // why the last try failed
}

const messageColumns = "id, alert, kind, body, holds, created, due, tries, state, reason"

func (m *Message) fields() []any {
	return []any{&m.ID, &m.Alert, &m.Kind, &m.Body, &m.Holds, &m.Created, &m.Due, &m.Tries, &m.State, &m.Reason}
}

// A Matched is what an alert found, to be kept at once.
type Matched struct {
	Alert      *Alert // as it was read
	Seen       int64  // the change up to which it has now looked
	Statements []readout.StatementID
	Messages   []Message
}

// Unmatched returns those of some statements that an alert has not found before.
func (s *Store) Unmatched(ctx context.Context, alert string, ids []readout.StatementID) ([]readout.StatementID, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	return rowsOf(ctx, s, "read what an alert found",
		"SELECT j.value FROM "+s.d.texts()+" j WHERE NOT EXISTS (SELECT 1 FROM alert_matches m WHERE m.alert = ? AND m.statement = j.value) ORDER BY j.key",
		[]any{string(list), alert}, func(id *readout.StatementID) []any { return []any{id} })
}

// ErrTaken means that another program was faster: nothing was changed.
var ErrTaken = errors.New("done by another program")

// KeepMatched keeps what an alert found with the messages that tell of it, all or nothing:
// [ErrTaken] where the alert has looked further meanwhile or is gone.
func (s *Store) KeepMatched(ctx context.Context, m *Matched) error {
	return s.change(ctx, "write messages", func(_ *sql.Conn, tx *sql.Tx) error {
		err := one(tx.ExecContext(ctx, "UPDATE alerts SET seen = ? WHERE id = ? AND seen = ?", m.Seen, m.Alert.ID, m.Alert.Seen))
		if err != nil {
			return err
		}
		for _, id := range m.Statements {
			const text = "INSERT INTO alert_matches (alert, statement, mailed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
			if _, err := tx.ExecContext(ctx, text, m.Alert.ID, string(id), number01(m.Alert.Mail == "")); err != nil {
				return err
			}
		}
		return enqueue(ctx, tx, m.Messages)
	})
}

func enqueue(ctx context.Context, tx *sql.Tx, messages []Message) error {
	for i := range messages {
		m := &messages[i]
		const text = "INSERT INTO outbox (n, " + messageColumns + ") VALUES ((SELECT coalesce(max(n), 0) + 1 FROM outbox), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
		if _, err := tx.ExecContext(ctx, text, m.ID, m.Alert, m.Kind, m.Body, m.Holds, m.Created, m.Due, m.Tries, m.State, m.Reason); err != nil {
			return err
		}
	}
	return nil
}

// Undigested returns up to limit statements that an alert found and that stand in no digest
// yet, and how many there are.
func (s *Store) Undigested(ctx context.Context, alert string, limit int) (ids []readout.StatementID, n int, err error) {
	const text = "SELECT statement FROM alert_matches WHERE alert = ? AND mailed = 0"
	ids, err = rowsOf(ctx, s, "read what an alert found", text+" LIMIT ?", []any{alert, limit}, func(id *readout.StatementID) []any { return []any{id} })
	if err == nil {
		err = s.explain("count", s.reader.QueryRowContext(ctx, "SELECT count(*) FROM ("+text+") AS x", alert).Scan(&n))
	}
	return ids, n, err
}

// KeepDigest keeps a digest, up to when it goes, and that those statements stand in it. Without
// a message only the time is kept.
func (s *Store) KeepDigest(ctx context.Context, a *Alert, until string, ids []readout.StatementID, digest *Message) error {
	return s.change(ctx, "write a digest", func(_ *sql.Conn, tx *sql.Tx) error {
		err := one(tx.ExecContext(ctx, "UPDATE alerts SET digested = ? WHERE id = ? AND digested = ?", until, a.ID, a.Digested))
		if err != nil || digest == nil {
			return err
		}
		list, err := json.Marshal(ids)
		if err != nil {
			return err
		}
		text := "UPDATE alert_matches SET mailed = 1 WHERE alert = ? AND statement IN (SELECT value FROM " + s.d.texts() + " j)"
		if _, err := tx.ExecContext(ctx, text, a.ID, string(list)); err != nil {
			return err
		}
		return enqueue(ctx, tx, []Message{*digest})
	})
}

// one is ErrTaken where a change did not change one row.
func one(r sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, ErrTaken)
	}
	return nil
}

// DueMessages returns messages that are to be sent at a time, the first of each alert and
// kind that is not paused.
func (s *Store) DueMessages(ctx context.Context, now string, limit int) ([]Message, error) {
	const text = "SELECT " + messageColumns + ` FROM outbox o WHERE state = 'due' AND due <= ?
		AND n = (SELECT min(n) FROM outbox p WHERE p.alert = o.alert AND p.kind = o.kind AND p.state = 'due' AND p.due <= ?)
		AND EXISTS (SELECT 1 FROM alerts a WHERE a.id = o.alert AND a.paused = '') ORDER BY due LIMIT ?`
	return rowsOf(ctx, s, "read messages", text, []any{now, now, limit}, (*Message).fields)
}

// TakeMessage counts a try and puts off the next one, so that no other program sends the
// message meanwhile: [ErrTaken] where one does.
func (s *Store) TakeMessage(ctx context.Context, m *Message, until string) error {
	return s.change(ctx, "write a message", func(_ *sql.Conn, tx *sql.Tx) error {
		return one(tx.ExecContext(ctx, "UPDATE outbox SET tries = tries + 1, due = ? WHERE id = ? AND due = ? AND state = 'due'", until, m.ID, m.Due))
	})
}

// SettleMessage says what became of a try. The body of a message that was sent is not kept.
func (s *Store) SettleMessage(ctx context.Context, m *Message) error {
	return s.exec(ctx, "write a message", "UPDATE outbox SET state = ?, due = ?, reason = ?, body = CASE WHEN ? THEN substr(body, 1, 0) ELSE body END WHERE id = ?",
		m.State, m.Due, m.Reason, m.State == MessageSent, m.ID)
}

// ReviveMessages gives the dead messages of an alert another chance.
func (s *Store) ReviveMessages(ctx context.Context, alert, now string) error {
	return s.exec(ctx, "write messages", "UPDATE outbox SET state = 'due', due = ?, created = ?, tries = 0 WHERE alert = ? AND state = 'dead'", now, now, alert)
}

// Messages returns the last messages of an alert without their bodies, the newest first.
func (s *Store) Messages(ctx context.Context, alert string, limit int) ([]Message, error) {
	const text = "SELECT id, alert, kind, substr(body, 1, 0), holds, created, due, tries, state, reason FROM outbox WHERE alert = ? ORDER BY n DESC LIMIT ?"
	return rowsOf(ctx, s, "read messages", text, []any{alert, limit}, (*Message).fields)
}

// ForgetMessages removes messages that were sent before a time.
func (s *Store) ForgetMessages(ctx context.Context, before string) error {
	return s.exec(ctx, "remove messages", "DELETE FROM outbox WHERE state = 'sent' AND due < ?", before)
}

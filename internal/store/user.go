package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"readout"
)

// A User may use the desk from other machines.
type User struct {
	Name    string
	Secret  string // what the password is checked with
	Role    string // "reader", "editor" or "operator"
	Created string // RFC 3339
}

// A Grant lets a browser or a program act for a user.
type Grant struct {
	Hash    []byte // SHA-256 of what it is known by
	User    string
	Name    string // of a token; "" is a session
	Role    string // of a token; "" is the user's
	Created string // RFC 3339
	Expires string // RFC 3339, or "" for never
}

// PutUser adds a user, or changes one.
func (s *Store) PutUser(ctx context.Context, u User) error {
	const text = `INSERT INTO users (name, secret, role, created) VALUES (?, ?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET secret = excluded.secret, role = excluded.role`
	return s.exec(ctx, "write a user", text, u.Name, u.Secret, u.Role, u.Created)
}

// DeleteUser removes a user with all keys: [readout.ErrNotFound] where there is none.
func (s *Store) DeleteUser(ctx context.Context, name string) error {
	if _, err := s.User(ctx, name); err != nil {
		return err
	}
	return s.exec(ctx, "remove a user", "DELETE FROM users WHERE name = ?", name)
}

// User returns a user by name.
func (s *Store) User(ctx context.Context, name string) (User, error) {
	u := User{Name: name}
	err := s.reader.QueryRowContext(ctx, "SELECT secret, role, created FROM users WHERE name = ?", name).Scan(&u.Secret, &u.Role, &u.Created)
	if errors.Is(err, sql.ErrNoRows) {
		return u, &Error{Path: s.path, What: fmt.Sprintf("no user %q", name), Kind: readout.ErrNotFound}
	}
	return u, s.explain("read a user", err)
}

// Users returns all users by name.
func (s *Store) Users(ctx context.Context) ([]User, error) {
	return rowsOf(ctx, s, "list users", "SELECT name, secret, role, created FROM users ORDER BY name", nil,
		func(u *User) []any { return []any{&u.Name, &u.Secret, &u.Role, &u.Created} })
}

// PutGrant adds a key.
func (s *Store) PutGrant(ctx context.Context, g Grant) error {
	return s.exec(ctx, "write a key", "INSERT INTO keys (hash, \"user\", name, role, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
		g.Hash, g.User, g.Name, g.Role, g.Created, g.Expires)
}

// Grant returns the key with a hash and its user.
func (s *Store) Grant(ctx context.Context, hash []byte) (Grant, User, error) {
	k, u := Grant{Hash: hash}, User{}
	const text = `SELECT k."user", k.name, k.role, k.created, k.expires, u.name, u.secret, u.role, u.created
		FROM keys k JOIN users u ON u.name = k."user" WHERE k.hash = ?`
	err := s.reader.QueryRowContext(ctx, text, hash).Scan(&k.User, &k.Name, &k.Role, &k.Created, &k.Expires, &u.Name, &u.Secret, &u.Role, &u.Created)
	if errors.Is(err, sql.ErrNoRows) {
		return k, u, &Error{Path: s.path, What: "no such key", Kind: readout.ErrNotFound}
	}
	return k, u, s.explain("read a key", err)
}

// Tokens returns the tokens of programs, without sessions.
func (s *Store) Tokens(ctx context.Context) ([]Grant, error) {
	return rowsOf(ctx, s, "list tokens", `SELECT hash, "user", name, role, created, expires FROM keys WHERE name <> '' ORDER BY "user", created`, nil,
		func(k *Grant) []any { return []any{&k.Hash, &k.User, &k.Name, &k.Role, &k.Created, &k.Expires} })
}

// DeleteGrant removes a key, where there is one.
func (s *Store) DeleteGrant(ctx context.Context, hash []byte) error {
	return s.exec(ctx, "remove a key", "DELETE FROM keys WHERE hash = ?", hash)
}

// DeleteSessions removes the sessions of a user, so that a new password ends them.
func (s *Store) DeleteSessions(ctx context.Context, user string) error {
	return s.exec(ctx, "remove sessions", `DELETE FROM keys WHERE "user" = ? AND name = ''`, user)
}

// An Act is an entry of the audit: something that was done.
type Act struct {
	At, Who, What, Detail string
}

// Note adds an entry to the audit.
func (s *Store) Note(ctx context.Context, a Act) error {
	return s.exec(ctx, "write the audit", "INSERT INTO audit (at, who, what, detail) VALUES (?, ?, ?, ?)", a.At, a.Who, a.What, a.Detail)
}

// Acts returns the last n entries of the audit, the newest first.
func (s *Store) Acts(ctx context.Context, n int) ([]Act, error) {
	return rowsOf(ctx, s, "read the audit", "SELECT at, who, what, detail FROM audit ORDER BY n DESC LIMIT ?", []any{n},
		func(a *Act) []any { return []any{&a.At, &a.Who, &a.What, &a.Detail} })
}

// exec carries out a change of one statement.
func (s *Store) exec(ctx context.Context, what, text string, args ...any) error {
	if s.writer == nil {
		return s.readOnly()
	}
	_, err := s.writer.ExecContext(ctx, text, args...)
	return s.explain(what, err)
}

// rowsOf returns the rows of a query. Fields gives where the columns of a row go.
func rowsOf[T any](ctx context.Context, s *Store, what, text string, args []any, fields func(*T) []any) ([]T, error) {
	rows, err := s.reader.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, s.explain(what, err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(fields(&v)...); err != nil {
			return nil, s.explain(what, err)
		}
		out = append(out, v)
	}
	return out, s.explain(what, rows.Err())
}

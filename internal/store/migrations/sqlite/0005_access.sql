-- Who may use the desk where it is reached from other machines, and what was done there.

-- +goose Up
CREATE TABLE users (
  name    TEXT PRIMARY KEY,
  secret  TEXT NOT NULL,        -- of the password: argon2id in PHC form
  role    TEXT NOT NULL,        -- "reader", "editor" or "operator"
  created TEXT NOT NULL         -- RFC 3339, as all times here
) WITHOUT ROWID;

-- Sessions of browsers, and tokens of programs. What they are known by is kept as its SHA-256
-- only.
CREATE TABLE keys (
  hash    BLOB PRIMARY KEY,
  user    TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
  name    TEXT NOT NULL,        -- of a token, "" for a session
  role    TEXT NOT NULL,        -- of a token: not above its user's; "" for a session
  created TEXT NOT NULL,
  expires TEXT NOT NULL         -- "" is never
) WITHOUT ROWID;
CREATE INDEX keys_user ON keys (user);

-- What was done, in order; nothing is ever taken out.
CREATE TABLE audit (
  n      INTEGER PRIMARY KEY AUTOINCREMENT,
  at     TEXT NOT NULL,
  who    TEXT NOT NULL,
  what   TEXT NOT NULL,         -- such as "sign-in" and "sign-in refused"
  detail TEXT NOT NULL
);

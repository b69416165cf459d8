package store

import (
	"context"
	"database/sql"

	"github.com/pressly/goose/v3"
)

// A dialect is what differs between the databases that a record can be kept in. The rest of
// the package is written once, in SQL that both understand: "?" for parameters, ON CONFLICT
// instead of OR REPLACE and OR IGNORE, RETURNING instead of the last row's number, truth as
// 0 and 1 in tables, times as text, no function of dates, and nothing that relies on a value
// changing its type by itself. SQLite is in sqlite.go, PostgreSQL in postgres.go and the
// files that begin with that word; the tables are in migrations/sqlite and
// migrations/postgres, under the same names and with the same columns, but for link_commits, by
// which those who link at the same time in PostgreSQL know of each other.
type dialect interface {
	// inspect refuses what cannot be a record before it is opened.
	inspect(readOnly bool) error
	// identify refuses, before anything is changed, a database that another program made.
	identify(ctx context.Context) error
	// connect opens the connections that write, and prepares what writes.
	connect(ctx context.Context) error
	// connectReaders opens the connections that read, and calls check with them.
	connectReaders(ctx context.Context, check func() error) error
	// close closes what connect opened besides.
	close() error

	// alone carries out f while no other program does the same, where that is needed to
	// bring the schema up to date.
	alone(ctx context.Context, f func() error) error
	// migrations returns goose's name of the dialect and the directory of its migrations.
	migrations() (goose.Dialect, string)
	// ours reports whether the database is a record, perhaps an empty one; an *Error says
	// that another program made it.
	ours(ctx context.Context, db *sql.DB) (versioned bool, err error)

	// fault says what an error of the database means to a user.
	fault(err error) fault
	// advise words an error for a user.
	advise(e *Error, f fault)
	// refused reports whether the database does not take what it was given, now or later.
	refused(err error) bool
	// again reports whether a transaction failed only because another one was carried out
	// at the same time, so that it may be tried again.
	again(err error) bool

	// snapshot are the options of a transaction that reads the record as it is at one moment.
	snapshot() *sql.TxOptions
	// lockPages is what a SELECT of pages ends in that are to be written.
	lockPages() string
	// lockJobs is what a SELECT of jobs ends in that are to be taken.
	lockJobs() string
	// linkParts is into how many parts linking may be divided.
	linkParts() int
	// beginLinks begins a turn to link: alone, or beside others as far as the database can.
	beginLinks(ctx context.Context, tx *sql.Tx, alone bool) (*linkTurn, error)
	// waitLinks has nobody else end a turn to link until the transaction has ended.
	waitLinks(ctx context.Context, tx *sql.Tx) error

	// numbers and texts are tables of the values of a list in JSON, a parameter, with the
	// columns key, which is its place, and value. They need a name after them.
	numbers() string
	texts() string
	// join joins a table to those before it, which are to be read first.
	join() string
	// eventOf is the event that a statement in JSON names.
	eventOf(json string) string
	// accordingTo is a table of the statements by whose account an event in JSON is, with the
	// column value. It needs a name after it.
	accordingTo(json string) string

	// condition says how the database is.
	condition(ctx context.Context, db *sql.DB, h *Condition, thorough bool) error
	// backup writes the record to a file that is not there.
	backup(ctx context.Context, to string) error

	// words returns what the index of words gets of a text.
	words(s string) string
	// match is the condition that a row of an index of words fits.
	match(table string, m Match) clause
	// rank returns how well statements fit what is wanted of their words, less is better.
	rank(ctx context.Context, db querier, m Match, numbers []Number) (map[Number]float64, error)

	// prepare makes writing ready; it is called outside of transactions.
	prepare(ctx context.Context) error
	// output begins to write rows in a transaction.
	output(ctx context.Context, conn *sql.Conn, tx *sql.Tx) output
	// pageNumbers returns the numbers of n new pages.
	pageNumbers(ctx context.Context, tx *sql.Tx, n int) ([]int64, error)
	// parties returns the numbers of parties, and gives numbers to those that are new in
	// their order.
	parties(ctx context.Context, tx *sql.Tx, list []partyRow) (map[partyRow]int64, error)

	// catalog returns the tables of the record but for its indexes of words, and without what
	// those who link tell each other.
	catalog(ctx context.Context, db querier) ([]*catalogTable, error)
	// quiet keeps others from writing and switches off what the database does by itself when
	// rows are written, until the transaction ends or loud is called.
	quiet(ctx context.Context, tx *sql.Tx) (loud func() error, err error)
	// fill writes rows into a table until next returns nil.
	fill(ctx context.Context, conn *sql.Conn, tx *sql.Tx, t *table, next func() ([]any, error)) error
	// countOn has new rows get numbers above those that were filled in.
	countOn(ctx context.Context, tx *sql.Tx, tables []*catalogTable) error
}

// An output writes rows within a transaction; its methods do nothing after the first error.
type output interface {
	// clear carries out a statement on what is there before.
	clear(text string, args ...any)
	// row writes a row.
	row(t *table, values ...any)
	// note carries out a statement that needs the rows.
	note(text string, args ...any)
	// flush has everything written.
	flush() error
}

// A fault is what an error of a database means to a user.
type fault int

const (
	faultOther fault = iota
	faultLocked
	faultDamaged
	faultFull
	faultMemory
	faultReadOnly
	faultCannotOpen
	faultNoDatabase
	faultRefused
	faultBusy
)

// number01 is how truth is kept in tables.
func number01(b bool) int {
	if b {
		return 1
	}
	return 0
}

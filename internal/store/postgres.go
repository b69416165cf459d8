package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"readout"
)

// The files that begin with "postgres" are all that knows PostgreSQL.

// writers is the number of connections of one program that write.
const writers = 4

// postgresDialect is a record in a database of PostgreSQL, into which several programs may
// write at once.
type postgresDialect struct {
	s       *Store
	address string
	naming  *sql.DB // one connection, by which parties get their numbers
}

func isPostgres(path string) bool {
	return strings.HasPrefix(path, "postgres://") || strings.HasPrefix(path, "postgresql://")
}

// Shown is the name of a record as it may be shown: without a password.
func Shown(path string) string {
	if !isPostgres(path) {
		return path
	}
	u, err := url.Parse(path)
	if err != nil {
		return "postgres://…" // the password may be what is wrong
	}
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	q := u.Query()
	if q.Has("password") {
		q.Del("password")
		u.RawQuery = q.Encode()
	}
	return u.String()
}

func (d *postgresDialect) inspect(bool) error {
	if _, err := pgx.ParseConfig(d.address); err != nil {
		return &Error{Path: d.s.path, What: "not an address of a database", Kind: readout.ErrInvalid,
			Advice: "Give postgres://user@host/database with --db; a password may stand in PGPASSWORD or ~/.pgpass."}
	}
	return nil
}

// pool opens connections with some settings.
func (d *postgresDialect) pool(connections int, settings map[string]string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(d.address)
	if err != nil {
		return nil, err
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = defaultWait
	}
	config.RuntimeParams["application_name"] = "readout"
	config.RuntimeParams["client_encoding"] = "UTF8"
	maps.Copy(config.RuntimeParams, settings)
	db := sql.OpenDB(numbering{stdlib.GetConnector(*config)})
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

func (d *postgresDialect) connect(context.Context) (err error) {
	d.s.writer, err = d.pool(writers, d.writing())
	return err
}

func (d *postgresDialect) writing() map[string]string {
	return map[string]string{"lock_timeout": fmt.Sprint(d.s.wait.Milliseconds())}
}

// connectReaders opens the read pool. A plan that fits every value is a bad one where words
// are looked for: some are on every page.
func (d *postgresDialect) connectReaders(_ context.Context, check func() error) (err error) {
	d.s.reader, err = d.pool(readers, map[string]string{"default_transaction_read_only": "on", "plan_cache_mode": "force_custom_plan"})
	if err != nil {
		return err
	}
	return check()
}

func (d *postgresDialect) close() error {
	if d.naming == nil {
		return nil
	}
	return d.naming.Close()
}

func (d *postgresDialect) identify(ctx context.Context) (err error) {
	if d.naming, err = d.pool(1, d.writing()); err != nil {
		return err
	}
	_, err = d.ours(ctx, d.naming)
	return err
}

// ours looks at the schema that new tables would be made in. A record is known by what is
// said of its table of pages.
func (d *postgresDialect) ours(ctx context.Context, db *sql.DB) (versioned bool, err error) {
	const text = `SELECT current_setting('server_encoding'), coalesce(current_schema(), ''),
		count(*) FILTER (WHERE c.relname <> 'goose_db_version'), count(*) FILTER (WHERE c.relname = 'goose_db_version'),
		count(*) FILTER (WHERE c.relname = 'pages' AND obj_description(c.oid, 'pg_class') = 'record of readout')
		FROM (SELECT 1) AS one LEFT JOIN pg_class c ON c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace`
	var encoding, schema string
	var tables, versions, marked int
	if err := db.QueryRowContext(ctx, text).Scan(&encoding, &schema, &tables, &versions, &marked); err != nil {
		return false, err
	}
	fail := func(what, advice string) (bool, error) {
		return false, &Error{Path: d.s.path, What: what, Advice: "Nothing was changed. " + advice}
	}
	switch {
	case encoding != "UTF8":
		return fail("the database keeps text as "+encoding+", not as UTF8", "Make one with createdb --encoding UTF8 --template template0.")
	case schema == "":
		return fail("no schema of the search path is there", "Make it, or take another one with ?search_path=… in the address.")
	case tables > 0 && marked == 0:
		return fail("this database has tables of another program", "Name another database with --db, or a schema of its own with ?search_path=….")
	}
	return versions > 0, nil
}

// Locks that programs agree on, besides those of rows. "RDOT" is the first part of each; the
// lock 1 belongs to the migration 0004.
const (
	lockSpace   = applicationID
	lockParties = 3
	lockSchema  = 4
)

func (d *postgresDialect) alone(ctx context.Context, f func() error) error {
	conn, err := d.naming.Conn(ctx)
	if err != nil {
		return d.s.explain("open", err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(?, ?)", lockSpace, lockSchema); err != nil {
		return d.s.explain("open", err)
	}
	err = f()
	_, unlocked := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock(?, ?)", lockSpace, lockSchema)
	return errors.Join(err, unlocked)
}

func (*postgresDialect) migrations() (goose.Dialect, string) {
	return goose.DialectPostgres, "postgres"
}

// snapshot: by default each statement would see what others have written meanwhile.
func (*postgresDialect) snapshot() *sql.TxOptions {
	return &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
}

// lockPages lets others refer to the pages meanwhile, as linking does.
func (*postgresDialect) lockPages() string { return " FOR NO KEY UPDATE" }

// refused: data_exception, integrity_constraint_violation, program_limit_exceeded.
func (*postgresDialect) refused(err error) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) || len(e.Code) != 5 {
		return false
	}
	class := e.Code[:2]
	return class == "22" || class == "23" || class == "54"
}

// lockJobs passes over what somebody else is about to take.
func (*postgresDialect) lockJobs() string { return " FOR UPDATE SKIP LOCKED" }

func (*postgresDialect) numbers() string {
	return "(SELECT x.ordinality AS key, x.value::bigint AS value FROM json_array_elements_text(?::json) WITH ORDINALITY AS x)"
}

func (*postgresDialect) texts() string {
	return "(SELECT x.ordinality AS key, x.value AS value FROM json_array_elements_text(?::json) WITH ORDINALITY AS x)"
}

func (*postgresDialect) join() string { return " JOIN " }

func (*postgresDialect) eventOf(json string) string { return "(" + json + "::json ->> 'event')" }

func (*postgresDialect) accordingTo(json string) string {
	return "json_array_elements_text(" + json + "::json -> 'according_to')"
}

// The codes of errors, see https://www.postgresql.org/docs/current/errcodes-appendix.html.
func (*postgresDialect) fault(err error) fault {
	var e *pgconn.PgError
	var dial *net.OpError
	var connect *pgconn.ConnectError
	switch {
	case errors.As(err, &e):
	case errors.As(err, &connect), errors.As(err, &dial):
		return faultCannotOpen
	default:
		return faultOther
	}
	switch e.Code {
	case "55P03", "40P01", "40001": // lock_not_available, deadlock_detected, serialization_failure
		return faultLocked
	case "XX001", "XX002": // data_corrupted, index_corrupted
		return faultDamaged
	case "53100": // disk_full
		return faultFull
	case "25006", "42501": // read_only_sql_transaction, insufficient_privilege
		return faultReadOnly
	case "3D000": // invalid_catalog_name
		return faultNoDatabase
	case "28000", "28P01": // invalid_authorization_specification, invalid_password
		return faultRefused
	case "53300", "57P01", "57P02", "57P03": // too_many_connections, shutdown, crash_shutdown, cannot_connect_now
		return faultBusy
	}
	return faultOther
}

func (d *postgresDialect) advise(e *Error, f fault) {
	switch f {
	case faultLocked:
		e.Kind, e.What = ErrLocked, fmt.Sprintf("another program is writing the same part of this record; waited %s", d.s.wait)
		e.Advice = "Run the same command again. What was done so far is kept."
	case faultDamaged:
		e.Kind, e.What = readout.ErrDamaged, "the record is damaged"
		e.Advice = "Restore the database from a backup, or make another one and run readout ingest again on the same pages."
	case faultFull:
		e.Kind, e.What = ErrFull, "the disk of the database is full"
		e.Advice = "All pages reported so far are kept. Make room and run the same command again: it goes on where it stopped."
	case faultReadOnly:
		e.What = "this user may not write the record"
		e.Advice = "Grant the rights on the database and its schema, or name another user in the address."
	case faultCannotOpen:
		e.What = "the database cannot be reached"
		e.Advice = "See that PostgreSQL runs there and accepts connections from here: psql should open the same address."
	case faultNoDatabase:
		e.Kind, e.What = readout.ErrNotFound, "there is no such database"
		e.Advice = "Make it with createdb --encoding UTF8, or name another in the address."
	case faultRefused:
		e.What = "the database refuses this user"
		e.Advice = "Name a user and give the password in PGPASSWORD or ~/.pgpass."
	case faultBusy:
		e.Kind, e.What = ErrLocked, "the database takes no more connections now"
		e.Advice = "Run the same command again a little later. What was done so far is kept."
	}
}

// again: two programs that write the same pages may each wait for the other, or one finds
// that the other was faster.
func (*postgresDialect) again(err error) bool {
	if errors.Is(err, errOverlap) {
		return true
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code {
	case "40P01", "40001", "23505": // deadlock_detected, serialization_failure, unique_violation
		return true
	}
	return false
}

package store

import "database/sql"

// applicationID marks a database file as ours: "spm1".
const applicationID = 0x73706d31

// step brings the database from one version to the next.
type step struct {
	sql   string
	after func(*sql.Tx) error // what SQL cannot do; may be nil
}

// schema holds a step for each version of the database; user_version tells
// how many were taken. A step that was published is never changed.
//
// Packets are not referred to by foreign keys: a file that was refused may
// name a packet that nobody here has sent.
var schema = []step{{sql: `
CREATE TABLE packets (
	code   TEXT PRIMARY KEY,
	stream TEXT NOT NULL,
	issue  INTEGER NOT NULL,
	issued TEXT NOT NULL,
	data   BLOB NOT NULL           -- JSON, gzipped
) STRICT;
CREATE INDEX packets_stream ON packets (stream, issue);

CREATE TABLE returns (
	arrival    INTEGER PRIMARY KEY,
	id         TEXT NOT NULL UNIQUE, -- SHA-256 of the file
	file       TEXT NOT NULL,
	packet     TEXT NOT NULL,
	stream     TEXT NOT NULL,
	received   TEXT NOT NULL,
	status     TEXT NOT NULL CHECK (status IN ('recorded', 'held', 'refused')),
	answered   INTEGER NOT NULL,
	untouched  INTEGER NOT NULL,
	changed    INTEGER NOT NULL,
	claims     INTEGER NOT NULL,
	findings   TEXT NOT NULL,        -- JSON
	submission BLOB                  -- JSON, gzipped
) STRICT;

CREATE TABLE claims (
	seq        INTEGER PRIMARY KEY,
	submission INTEGER NOT NULL REFERENCES returns (arrival),
	stream     TEXT NOT NULL,
	kind       TEXT NOT NULL,
	key        TEXT NOT NULL,
	attr       TEXT NOT NULL,
	period     TEXT NOT NULL,
	rest       TEXT NOT NULL         -- JSON
) STRICT;
CREATE INDEX claims_subject ON claims (kind, key, attr, period);
CREATE TRIGGER claims_stay BEFORE UPDATE ON claims BEGIN SELECT raise(ABORT, 'claims are never changed'); END;
CREATE TRIGGER claims_last BEFORE DELETE ON claims BEGIN SELECT raise(ABORT, 'claims are never deleted'); END;

CREATE TABLE codes (
	packet  TEXT NOT NULL,
	printed TEXT NOT NULL,
	key     TEXT NOT NULL,
	given   INTEGER NOT NULL REFERENCES returns (arrival),
	PRIMARY KEY (packet, printed)
) STRICT, WITHOUT ROWID;
`}, {sql: `
CREATE TABLE forms (
	hash   TEXT PRIMARY KEY, -- SHA-256 of the text
	source BLOB NOT NULL     -- YAML, as it stood when a packet was issued from it
) STRICT, WITHOUT ROWID;
`}, {sql: `
ALTER TABLE returns DROP COLUMN submission; -- the original tells it
ALTER TABLE claims RENAME TO claims_by_row;
DROP TRIGGER claims_stay;
DROP TRIGGER claims_last;

CREATE TABLE claims (
	first      INTEGER PRIMARY KEY, -- id of the first claim of the block
	count      INTEGER NOT NULL,
	submission INTEGER NOT NULL REFERENCES returns (arrival),
	data       BLOB NOT NULL        -- see writeBlock; packets.data of now on: writePacket
) STRICT;
CREATE TRIGGER claims_stay BEFORE UPDATE ON claims BEGIN SELECT raise(ABORT, 'claims are never changed'); END;
CREATE TRIGGER claims_last BEFORE DELETE ON claims BEGIN SELECT raise(ABORT, 'claims are never deleted'); END;
`, after: packRows}}

-- Portable between SQLite and PostgreSQL: identifiers are UUID v7 as text, moments are milliseconds since the epoch as
-- BIGINT and end in _at, flags are BIGINT 0 or 1. Nothing here may use a type or function that only one of them has.

CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  is_admin BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);

-- Only the SHA-256 of the cookie's token rests here.
CREATE TABLE auth_sessions (
  token_hash TEXT PRIMARY KEY NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX auth_sessions_user ON auth_sessions (user_id);
CREATE INDEX auth_sessions_expiry ON auth_sessions (expires_at);

CREATE TABLE meetings (
  id TEXT PRIMARY KEY NOT NULL,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  host_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  settings TEXT NOT NULL,
  passcode_hash TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX meetings_host ON meetings (host_id, created_at);

-- One live run of a meeting; open while ended_at is NULL, and a meeting has at most one open run.
CREATE TABLE occurrences (
  id TEXT PRIMARY KEY NOT NULL,
  meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  started_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  ended_at BIGINT,
  peak BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX occurrences_meeting ON occurrences (meeting_id, started_at);
CREATE UNIQUE INDEX occurrences_open ON occurrences (meeting_id) WHERE ended_at IS NULL;

-- One stay of one person in one occurrence; open while left_at is NULL. The name is the one shown in the room.
CREATE TABLE attendances (
  id TEXT PRIMARY KEY NOT NULL,
  occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  joined_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  left_at BIGINT,
  reason TEXT
);
CREATE INDEX attendances_occurrence ON attendances (occurrence_id);
CREATE INDEX attendances_user ON attendances (user_id, occurrence_id);
CREATE INDEX attendances_open ON attendances (occurrence_id) WHERE left_at IS NULL;

-- The id is chosen by the sender's client, so it counts only within its occurrence. ordinal is the order of storing.
CREATE TABLE messages (
  occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  seat BIGINT NOT NULL,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (occurrence_id, id)
);
CREATE UNIQUE INDEX messages_order ON messages (occurrence_id, ordinal);

-- Append-only: no code updates or deletes a row. user_id is no reference, so that an entry outlives the account.
CREATE TABLE audit_log (
  id TEXT PRIMARY KEY NOT NULL,
  at BIGINT NOT NULL,
  action TEXT NOT NULL,
  user_id TEXT,
  address TEXT,
  detail TEXT
);
CREATE INDEX audit_log_at ON audit_log (at);
CREATE INDEX audit_log_user ON audit_log (user_id, at);

-- What the administrator decides at run time. The word "key" is avoided: engines reserve it.
CREATE TABLE settings (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
);

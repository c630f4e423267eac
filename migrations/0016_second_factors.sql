-- A code from a telephone, asked for beside the password (RFC 6238). It is asked for once it has been confirmed.
CREATE TABLE second_factors (
  user_id TEXT PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- Base32 (RFC 4648), as authenticators take it.
  secret TEXT NOT NULL,
  confirmed_at BIGINT,
  -- The newest time step of which a code was taken, so that none is taken twice.
  last_step BIGINT NOT NULL DEFAULT 0
);
-- What lets somebody in who has lost the telephone, each once: SHA-256, hexadecimal.
CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (user_id, code_hash)
);

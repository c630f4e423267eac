-- Invitations to open an account; each counts for so many people, and of its link only the SHA-256 rests here.
CREATE TABLE account_invitations (
  id TEXT PRIMARY KEY NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  -- The only address that it counts for; NULL for a link that is handed round.
  email TEXT,
  uses_left BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX account_invitations_expiry ON account_invitations (expires_at);

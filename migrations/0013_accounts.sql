-- What an account may do, and what the administrator has decided about it.
ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'organiser';
UPDATE users SET role = 'administrator' WHERE is_admin = 1;
ALTER TABLE users DROP COLUMN is_admin;
ALTER TABLE users ADD COLUMN disabled_at BIGINT;
-- A new password is to be chosen at the next sign-in.
ALTER TABLE users ADD COLUMN password_due BIGINT NOT NULL DEFAULT 0;
-- Name and address in lower case, by which lists are searched and sorted. The program keeps it (crates/db/src/users.rs).
ALTER TABLE users ADD COLUMN sought TEXT NOT NULL DEFAULT '';
UPDATE users SET sought = LOWER(name) || ' ' || email;
CREATE INDEX users_sought ON users (sought, id);

-- What a person can tell a signed-in browser by.
ALTER TABLE auth_sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE auth_sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- Links that let somebody choose a password, each once.
CREATE TABLE password_links (
  token_hash TEXT PRIMARY KEY NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX password_links_user ON password_links (user_id);
CREATE INDEX password_links_expiry ON password_links (expires_at);

CREATE INDEX audit_log_action ON audit_log (action, at);
-- Whom or what an act was about, where that is not who did it.
ALTER TABLE audit_log ADD COLUMN subject TEXT;
-- All runs, newest first.
CREATE INDEX occurrences_started ON occurrences (started_at, id);

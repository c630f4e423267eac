-- What hosts have made of somebody in one run: let in or not, and a role of their own. identity is an account's id or the
-- hash of a guest's cookie, with a word in front that says which.
CREATE TABLE standings (
  occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
  identity TEXT NOT NULL,
  admitted BIGINT NOT NULL,
  role TEXT,
  PRIMARY KEY (occurrence_id, identity)
);

-- Who may not come in any more, in whatever run. The name is for the host who looks through the list.
CREATE TABLE meeting_blocks (
  meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  identity TEXT NOT NULL,
  name TEXT NOT NULL,
  blocked_at BIGINT NOT NULL,
  PRIMARY KEY (meeting_id, identity)
);

ALTER TABLE occurrences ADD COLUMN locked BIGINT NOT NULL DEFAULT 0;

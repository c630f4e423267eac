-- What people have put on the server for the chat; the bytes lie in the data folder under the id. owner is an identity (see
-- standings). A file without a message was never sent; one whose message was taken back has removed_at and is cleared away.
CREATE TABLE files (
  id TEXT PRIMARY KEY NOT NULL,
  occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  media_type TEXT NOT NULL,
  width BIGINT,
  height BIGINT,
  uploaded_at BIGINT NOT NULL,
  removed_at BIGINT
);
CREATE INDEX files_owner ON files (occurrence_id, owner);
CREATE INDEX files_removed ON files (removed_at);

ALTER TABLE messages ADD COLUMN file_id TEXT;
CREATE INDEX messages_file ON messages (file_id);

-- Who stayed, across accounts and guests' devices (see standings); NULL for what was written before that was noted.
ALTER TABLE attendances ADD COLUMN identity TEXT;
CREATE INDEX attendances_identity ON attendances (occurrence_id, identity);

-- How people say the call was: stars from 1 to 5. One answer for each person and run; a later one takes its place.
CREATE TABLE feedback (
  occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
  identity TEXT NOT NULL,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  stars BIGINT NOT NULL,
  words TEXT NOT NULL,
  given_at BIGINT NOT NULL,
  PRIMARY KEY (occurrence_id, identity)
);

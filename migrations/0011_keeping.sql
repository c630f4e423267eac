-- An account that was deleted leaves an empty shell, to which the meetings that others attended still belong.
ALTER TABLE users ADD COLUMN deleted_at BIGINT;

-- For what is kept only so long after a run, and for what one person has left behind.
CREATE INDEX occurrences_ended ON occurrences (ended_at);
CREATE INDEX messages_user ON messages (user_id);
CREATE INDEX messages_recipient ON messages (recipient);
CREATE INDEX message_reactions_identity ON message_reactions (identity);
CREATE INDEX files_of ON files (owner);
CREATE INDEX feedback_user ON feedback (user_id);

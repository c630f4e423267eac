-- What becomes of messages: answers, taking back, reactions. From here on every message keeps its sender's identity (see
-- standings), so that whoever wrote it can be known again; older ones to everyone have none.
ALTER TABLE messages ADD COLUMN reply_to TEXT;
ALTER TABLE messages ADD COLUMN deleted_at BIGINT;

CREATE TABLE message_reactions (
  occurrence_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  identity TEXT NOT NULL,
  reaction TEXT NOT NULL,
  PRIMARY KEY (occurrence_id, message_id, identity, reaction),
  FOREIGN KEY (occurrence_id, message_id) REFERENCES messages (occurrence_id, id) ON DELETE CASCADE
);

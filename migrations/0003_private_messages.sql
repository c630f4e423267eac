-- Whom a message was written to: 'everyone', 'hosts' or 'person'. Of a message that is not for everyone, who sent it and
-- whom it is for are kept as identities (see standings): seats and accounts do not outlive everything that people do.
ALTER TABLE messages ADD COLUMN audience TEXT NOT NULL DEFAULT 'everyone';
ALTER TABLE messages ADD COLUMN sender TEXT;
ALTER TABLE messages ADD COLUMN recipient TEXT;
ALTER TABLE messages ADD COLUMN recipient_seat BIGINT;
ALTER TABLE messages ADD COLUMN recipient_name TEXT;

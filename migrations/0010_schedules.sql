-- When a meeting is planned. plan holds the rule as JSON (first day, time, zone, repetition, single dates that differ);
-- planned_dates the moments that follow from it. sequence grows with every change (iCalendar, RFC 5545 section 3.8.7.4).
CREATE TABLE schedules (
  meeting_id TEXT PRIMARY KEY NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  plan TEXT NOT NULL,
  description TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  cancelled_at BIGINT
);

-- day names the date within its series, also when it was moved to another.
CREATE TABLE planned_dates (
  meeting_id TEXT NOT NULL REFERENCES schedules (meeting_id) ON DELETE CASCADE,
  day TEXT NOT NULL,
  start_at BIGINT NOT NULL,
  end_at BIGINT NOT NULL,
  PRIMARY KEY (meeting_id, day)
);
CREATE INDEX planned_dates_start ON planned_dates (meeting_id, start_at);

-- Who was asked to come, by address; they see the meeting at home when an account has that address.
CREATE TABLE invitees (
  meeting_id TEXT NOT NULL REFERENCES schedules (meeting_id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  PRIMARY KEY (meeting_id, email)
);
CREATE INDEX invitees_email ON invitees (email);

-- The one meeting of a person that is always there.
CREATE TABLE personal_rooms (
  user_id TEXT PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  meeting_id TEXT NOT NULL UNIQUE REFERENCES meetings (id) ON DELETE CASCADE
);

-- Letters to be sent, whole, as they go to the mail server (RFC 5322). One that waits has next_try_at.
CREATE TABLE mails (
  id TEXT PRIMARY KEY NOT NULL,
  meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  host_id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  message TEXT NOT NULL,
  queued_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  next_try_at BIGINT,
  sent_at BIGINT,
  problem TEXT
);
CREATE INDEX mails_due ON mails (next_try_at);
CREATE INDEX mails_meeting ON mails (meeting_id, queued_at);
CREATE INDEX mails_host ON mails (host_id, queued_at);

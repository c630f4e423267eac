-- The first number of a seat that a run has not given out. Numbers are never given out twice: what a page has not been able
-- to send yet names people by them.
ALTER TABLE occurrences ADD COLUMN next_seat BIGINT NOT NULL DEFAULT 1;

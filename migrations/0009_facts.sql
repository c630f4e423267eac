-- What happened in each stay, in the order of writing. Append-only: no code updates or deletes a row. hash is the SHA-256 of
-- the hash before it and of the row in its canonical form (crates/ledger/src/chain.rs), so whatever is changed later shows.
-- stay is no reference: the chain must hold whatever becomes of other tables.
CREATE TABLE facts (
  occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
  ordinal BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  stay TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (occurrence_id, ordinal)
);
-- A fact that is written a second time, after a batch whose fate was unknown, is known by these.
CREATE UNIQUE INDEX facts_once ON facts (stay, kind, at, detail);

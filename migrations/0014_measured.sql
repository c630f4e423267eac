-- What was measured of each stay, and of each run altogether: how long people spoke, and how long connections were poor.
-- The same as in the facts, added up when they are written, because histories and lists want the sums of many runs.
ALTER TABLE attendances ADD COLUMN spoke_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE attendances ADD COLUMN poor_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE occurrences ADD COLUMN spoke_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE occurrences ADD COLUMN poor_ms BIGINT NOT NULL DEFAULT 0;
-- A fact of speech says {"millis":N}.
UPDATE attendances SET spoke_ms = COALESCE((
  SELECT SUM(CAST(SUBSTR(f.detail, 11, LENGTH(f.detail) - 11) AS BIGINT)) FROM facts f
  WHERE f.occurrence_id = attendances.occurrence_id AND f.stay = attendances.id AND f.kind = 'spoke'
), 0);
UPDATE occurrences SET spoke_ms = COALESCE((
  SELECT SUM(a.spoke_ms) FROM attendances a WHERE a.occurrence_id = occurrences.id
), 0);

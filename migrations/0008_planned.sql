-- When a run was to begin and end, for a meeting that was scheduled; NULL for one that was not. Written when the run opens,
-- so that a schedule that is changed later does not change who was late.
ALTER TABLE occurrences ADD COLUMN planned_start_at BIGINT;
ALTER TABLE occurrences ADD COLUMN planned_end_at BIGINT;

-- What is due is found whatever its date, without looking at what is over.
CREATE INDEX occurrence_due ON occurrence (nominal, start_at) WHERE state = 'DUE';

-- The next visit counts from the work, not from the date that it had.
ALTER TABLE occurrence ADD COLUMN done_at BIGINT;     -- none: not done, or not looked up in the order's history yet
CREATE INDEX occurrence_done ON occurrence (plan, equipment, done_at) WHERE state = 'DONE' AND done_at IS NOT NULL;
CREATE INDEX occurrence_unsettled ON occurrence (nominal) WHERE state = 'DONE' AND done_at IS NULL;

-- What no visit tells: gaps that were broken, visits that were taken back.
CREATE TABLE schedule_note (
  plan      VARCHAR(200) NOT NULL,
  equipment VARCHAR(200) NOT NULL,
  day       VARCHAR(10)  NOT NULL,
  kind      VARCHAR(20)  NOT NULL,
  at        BIGINT       NOT NULL,
  detail    TEXT,
  PRIMARY KEY (plan, equipment, day, kind)
);
CREATE INDEX schedule_note_by_time ON schedule_note (at);
CREATE INDEX schedule_note_skipped ON schedule_note (day) WHERE kind = 'SKIPPED';

-- How far a counter went since the visit that goes by it was done, and what it read last, both in thousandths of its unit.
CREATE TABLE visit_counter (
  plan      VARCHAR(200) NOT NULL,
  equipment VARCHAR(200) NOT NULL,
  point     VARCHAR(200) NOT NULL,
  run       BIGINT       NOT NULL,
  last      BIGINT       NOT NULL,
  since     BIGINT       NOT NULL,
  PRIMARY KEY (plan, equipment, point)
);

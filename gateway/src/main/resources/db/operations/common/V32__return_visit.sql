-- Lots by which customers are asked after a repair; an order draws once.
CREATE TABLE visit_draw (
  work_order  VARCHAR(40)  NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  level       VARCHAR(10)  NOT NULL,
  seed        VARCHAR(64)  NOT NULL,
  lot         INTEGER      NOT NULL,                  -- from 0 to 9999
  share       INTEGER      NOT NULL,                  -- percentage
  at          BIGINT       NOT NULL,
  PRIMARY KEY (work_order, level)
);
CREATE INDEX visit_draw_by_time ON visit_draw (at);

-- What came of each visit.
CREATE TABLE visit_answer (
  work_order  VARCHAR(40)  NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  number      INTEGER      NOT NULL,
  level       VARCHAR(10)  NOT NULL,
  result      VARCHAR(20)  NOT NULL,
  score       INTEGER,
  note        TEXT,
  written_by  VARCHAR(200) NOT NULL,
  at          BIGINT       NOT NULL,
  PRIMARY KEY (work_order, number)
);

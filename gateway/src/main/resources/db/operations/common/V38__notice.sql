-- Notices to residents, the lines of their history, and the last number of each year.
CREATE TABLE notice (
  id           VARCHAR(40)  NOT NULL PRIMARY KEY,
  version      INTEGER      NOT NULL,
  kind         VARCHAR(20)  NOT NULL,
  supply       VARCHAR(20)  NOT NULL,
  place        TEXT         NOT NULL,
  zh           TEXT         NOT NULL,
  en           TEXT,
  from_at      BIGINT       NOT NULL,
  until_at     BIGINT       NOT NULL,
  reason       TEXT,
  work_order   VARCHAR(40),
  plan         VARCHAR(200),
  relief       TEXT,
  state        VARCHAR(20)  NOT NULL,
  number       VARCHAR(40),
  relief_order VARCHAR(40)  REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  created_by   VARCHAR(200) NOT NULL,
  created_at   BIGINT       NOT NULL,
  approved_by  VARCHAR(200),
  approved_at  BIGINT,
  published_at BIGINT,
  ended_at     BIGINT
);
CREATE UNIQUE INDEX notice_number_once ON notice (number) WHERE number IS NOT NULL;
CREATE INDEX notice_by_state ON notice (state, until_at);

CREATE TABLE notice_change (
  notice     VARCHAR(40)  NOT NULL REFERENCES notice (id) DEFERRABLE INITIALLY DEFERRED,
  place      INTEGER      NOT NULL,
  at         BIGINT       NOT NULL,
  actor      VARCHAR(200) NOT NULL,
  action     VARCHAR(20)  NOT NULL,
  from_state VARCHAR(20),
  to_state   VARCHAR(20)  NOT NULL,
  note       TEXT,
  PRIMARY KEY (notice, place)
);

CREATE TABLE notice_number (
  year INTEGER NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
);

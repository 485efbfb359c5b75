-- Leave to do dangerous work at a place for a time. One that was ended early keeps its row.
CREATE TABLE permit (
  id         VARCHAR(40)  NOT NULL PRIMARY KEY,       -- the number that people say
  kind       VARCHAR(20)  NOT NULL,
  area       VARCHAR(200),
  equipment  VARCHAR(200),
  work       TEXT         NOT NULL,
  holder     VARCHAR(200) NOT NULL,
  watch      VARCHAR(200),
  from_at    BIGINT       NOT NULL,
  until_at   BIGINT       NOT NULL,
  issued_by  VARCHAR(200) NOT NULL,
  ended_at   BIGINT,
  ended_by   VARCHAR(200),
  CHECK ((area IS NULL) <> (equipment IS NULL))
);
CREATE INDEX permit_by_end ON permit (until_at);

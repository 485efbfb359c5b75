-- Reports of weeks and months, as they were kept (JSON). None is ever changed.
CREATE TABLE period_report (
  id      VARCHAR(40) NOT NULL PRIMARY KEY,
  kind    VARCHAR(20) NOT NULL,
  from_at BIGINT      NOT NULL,
  to_at   BIGINT      NOT NULL,
  made_at BIGINT      NOT NULL,
  report  TEXT        NOT NULL
);
CREATE INDEX period_report_end ON period_report (kind, to_at);

-- Steps that the machine took because the time of an order ran on: each once for each promise and cycle, whatever the clock does.
CREATE TABLE order_reminder (
  work_order VARCHAR(64) NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  clock      VARCHAR(40) NOT NULL,
  cycle      INTEGER     NOT NULL,
  step       VARCHAR(20) NOT NULL,
  at         BIGINT      NOT NULL,
  PRIMARY KEY (work_order, clock, cycle, step)
);

-- What was not returned at the end of a shift, or at the site's time of handing over: once a day each. The orders are JSON, as they stood.
CREATE TABLE handover (
  day     VARCHAR(10)  NOT NULL,
  shift   VARCHAR(200) NOT NULL,
  at      BIGINT       NOT NULL,
  made_at BIGINT       NOT NULL,
  orders  TEXT         NOT NULL,
  PRIMARY KEY (day, shift)
);

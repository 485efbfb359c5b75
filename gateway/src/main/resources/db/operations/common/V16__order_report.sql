-- What each caller said of an order's fault; the first one stands with the order too. Name and phone are private.
CREATE TABLE order_report (
  work_order  VARCHAR(40)  NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  number      INTEGER      NOT NULL CHECK (number >= 1),
  reported_at BIGINT       NOT NULL,
  written_at  BIGINT       NOT NULL,
  channel     VARCHAR(20)  NOT NULL,
  content     TEXT         NOT NULL,
  reported_by TEXT,
  phone       TEXT,
  appointment TEXT,
  urgent_by   TEXT,
  taken_by    VARCHAR(200) NOT NULL,
  PRIMARY KEY (work_order, number)
);

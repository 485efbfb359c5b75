-- The commissioning sheet: what a person read at the device for a point, beside what the gateway showed. The newest signature of a point
-- stands; earlier ones are in the audit.
CREATE TABLE commissioning (
  equipment  VARCHAR(64)  NOT NULL,
  point      VARCHAR(64)  NOT NULL,
  source     TEXT         NOT NULL,
  shown      TEXT,
  quality    VARCHAR(20)  NOT NULL,
  shown_at   BIGINT,
  entered    TEXT         NOT NULL,
  tolerance  TEXT,
  within     BOOLEAN      NOT NULL,
  remark     TEXT         NOT NULL,
  signed_by  VARCHAR(200) NOT NULL,
  signed_at  BIGINT       NOT NULL,
  PRIMARY KEY (equipment, point)
);

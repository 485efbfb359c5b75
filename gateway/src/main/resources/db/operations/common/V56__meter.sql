-- Meters that people read by eye. What is retired stays, so that its number is not given again. Numbers with digits after the point are texts: no
-- database rounds them.
CREATE TABLE meter (
  id            VARCHAR(40)  NOT NULL PRIMARY KEY,    -- what stands on its box
  name          TEXT         NOT NULL,
  measure       VARCHAR(20)  NOT NULL,
  unit          VARCHAR(20)  NOT NULL,
  place         TEXT,
  scope         VARCHAR(20)  NOT NULL,
  tenant        TEXT,
  route         TEXT,
  position      INTEGER,                              -- in the route, from 1
  serial        TEXT,                                 -- of the dial with which it began; what came later stands with its exchange
  digits        INTEGER      NOT NULL,
  ratio         VARCHAR(40)  NOT NULL,
  readings      INTEGER      NOT NULL,
  registered_at BIGINT       NOT NULL,
  retired_at    BIGINT,
  version       INTEGER      NOT NULL
);

-- What was read. None is changed but to void it.
CREATE TABLE meter_reading (
  meter       VARCHAR(40)  NOT NULL REFERENCES meter (id) DEFERRABLE INITIALLY DEFERRED,
  number      INTEGER      NOT NULL,
  shown       VARCHAR(40)  NOT NULL,                  -- by the dial
  read_at     BIGINT       NOT NULL,
  reader      VARCHAR(200) NOT NULL,
  entered_by  VARCHAR(200) NOT NULL,
  entered_at  BIGINT       NOT NULL,
  rolled_over BOOLEAN      NOT NULL,
  confirmed   BOOLEAN      NOT NULL,
  note        TEXT,
  new_start   VARCHAR(40),                            -- with an exchange: what hangs there from then on
  new_serial  TEXT,
  new_digits  INTEGER,
  new_ratio   VARCHAR(40),
  voided_by   VARCHAR(200),
  voided_at   BIGINT,
  void_reason TEXT,
  PRIMARY KEY (meter, number)
);
CREATE UNIQUE INDEX one_meter_reading_at_a_time ON meter_reading (meter, read_at) WHERE voided_at IS NULL;

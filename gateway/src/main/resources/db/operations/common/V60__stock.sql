-- Spare parts in stock. What is retired stays, so that its number is not given again. Quantities are texts: no database rounds them.
CREATE TABLE part (
  id         VARCHAR(40)  NOT NULL PRIMARY KEY,       -- what stands on its box
  name       TEXT         NOT NULL,
  unit       VARCHAR(20)  NOT NULL,
  place      TEXT,
  minimum    VARCHAR(40)  NOT NULL,
  price      BIGINT       NOT NULL,                   -- of one, in the currency's smallest unit
  stock      VARCHAR(40)  NOT NULL,                   -- the sum of its movements
  movements  INTEGER      NOT NULL,
  retired_at BIGINT,
  version    INTEGER      NOT NULL
);

-- What came and went. None is ever changed; a line of an order's books moves once.
CREATE TABLE part_movement (
  part       VARCHAR(40)  NOT NULL REFERENCES part (id) DEFERRABLE INITIALLY DEFERRED,
  number     INTEGER      NOT NULL,
  kind       VARCHAR(20)  NOT NULL,
  quantity   VARCHAR(40)  NOT NULL,
  price      BIGINT,
  work_order VARCHAR(64),
  line       INTEGER,
  reason     TEXT,
  moved_by   VARCHAR(200) NOT NULL,
  moved_at   BIGINT       NOT NULL,
  PRIMARY KEY (part, number)
);
CREATE UNIQUE INDEX one_movement_of_a_line ON part_movement (work_order, line) WHERE work_order IS NOT NULL;

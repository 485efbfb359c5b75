-- What an order costs. A line is never changed: a counter-entry takes it back.
CREATE TABLE order_cost (
  work_order  VARCHAR(40)  NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  line        INTEGER      NOT NULL,
  kind        VARCHAR(10)  NOT NULL,
  part        VARCHAR(200),
  text        TEXT         NOT NULL,
  quantity    BIGINT       NOT NULL,                  -- in thousandths
  unit_price  BIGINT       NOT NULL,                  -- amounts in the smallest unit of the site's currency
  amount      BIGINT       NOT NULL,
  payer       VARCHAR(10)  NOT NULL,
  person      VARCHAR(200),
  corrects    INTEGER,                                -- the line that it takes back
  note        TEXT,
  written_by  VARCHAR(200) NOT NULL,
  at          BIGINT       NOT NULL,
  PRIMARY KEY (work_order, line),
  UNIQUE (work_order, corrects)
);
CREATE INDEX order_cost_by_time ON order_cost (at);

-- The customer's word that he pays.
CREATE TABLE order_consent (
  work_order  VARCHAR(40)  NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  line        INTEGER      NOT NULL,
  who         TEXT         NOT NULL,
  how         VARCHAR(10)  NOT NULL,
  amount      BIGINT       NOT NULL,
  note        TEXT,
  written_by  VARCHAR(200) NOT NULL,
  at          BIGINT       NOT NULL,
  PRIMARY KEY (work_order, line)
);

-- Requests for approval, which have no step, and the steps that were given.
CREATE TABLE order_approval (
  work_order  VARCHAR(40)  NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  line        INTEGER      NOT NULL,
  step        VARCHAR(20),
  amount      BIGINT       NOT NULL,
  paper       TEXT,
  note        TEXT,
  written_by  VARCHAR(200) NOT NULL,
  at          BIGINT       NOT NULL,
  PRIMARY KEY (work_order, line)
);

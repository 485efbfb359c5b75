-- Keys, tools and badges: each is there once. What is retired stays, so that its number is not given again.
CREATE TABLE lendable (
  id         VARCHAR(40)  NOT NULL PRIMARY KEY,       -- what stands on its tag
  kind       VARCHAR(10)  NOT NULL,
  name       TEXT         NOT NULL,
  place      TEXT,
  equipment  VARCHAR(200),
  loans      INTEGER      NOT NULL,
  retired_at BIGINT,
  version    INTEGER      NOT NULL
);

-- Who had which of them. One is never with two at once: the index sees to it.
CREATE TABLE loan (
  thing       VARCHAR(40)  NOT NULL REFERENCES lendable (id) DEFERRABLE INITIALLY DEFERRED,
  number      INTEGER      NOT NULL,
  borrower    VARCHAR(200) NOT NULL,
  contractor  VARCHAR(200),
  work_order  VARCHAR(64),
  reason      TEXT,
  lent_at     BIGINT       NOT NULL,
  due         BIGINT       NOT NULL,
  lent_by     VARCHAR(200) NOT NULL,
  returned_at BIGINT,
  returned_by VARCHAR(200),
  note        TEXT,
  PRIMARY KEY (thing, number)
);
CREATE UNIQUE INDEX one_loan_at_a_time ON loan (thing) WHERE returned_at IS NULL;
CREATE INDEX loan_by_time ON loan (lent_at);

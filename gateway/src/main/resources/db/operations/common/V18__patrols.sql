-- One walk of a route and nominal time, and who was where on it. Milliseconds.
CREATE TABLE patrol_walk (
  route       VARCHAR(200) NOT NULL,
  nominal     BIGINT       NOT NULL,
  from_at     BIGINT       NOT NULL,
  until_at    BIGINT       NOT NULL,
  end_at      BIGINT       NOT NULL,
  checkpoints TEXT         NOT NULL,                  -- JSON: ids of equipment
  state       VARCHAR(20)  NOT NULL,
  off         BIGINT       NOT NULL,                  -- how long the gateway was off within its time
  PRIMARY KEY (route, nominal)
);
CREATE INDEX patrol_walk_by_time ON patrol_walk (nominal);
CREATE INDEX patrol_walk_planned ON patrol_walk (nominal) WHERE state = 'PLANNED';

CREATE TABLE patrol_proof (
  route      VARCHAR(200) NOT NULL,
  nominal    BIGINT       NOT NULL,
  equipment  VARCHAR(200) NOT NULL,
  at         BIGINT       NOT NULL,
  how        VARCHAR(20)  NOT NULL,
  person     TEXT         NOT NULL,                   -- a user, or a card
  result     VARCHAR(20)  NOT NULL,
  late       BOOLEAN      NOT NULL,
  note       TEXT,
  work_order VARCHAR(40) REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (route, nominal, equipment),
  FOREIGN KEY (route, nominal) REFERENCES patrol_walk (route, nominal) DEFERRABLE INITIALLY DEFERRED
);

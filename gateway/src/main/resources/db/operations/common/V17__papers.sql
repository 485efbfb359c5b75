-- That a step before the end of a certificate or a warranty came. What the paper is stands here too: the site's files may name it no more.
CREATE TABLE paper_reminder (
  paper       VARCHAR(40)  NOT NULL,                  -- another for a renewed one
  step        VARCHAR(10)  NOT NULL,
  type        VARCHAR(20)  NOT NULL,
  equipment   VARCHAR(200) NOT NULL,
  kind        TEXT         NOT NULL,
  number      TEXT         NOT NULL,
  valid_until VARCHAR(10)  NOT NULL,
  at          BIGINT       NOT NULL,
  told        BOOLEAN      NOT NULL,
  work_order  VARCHAR(40) REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (paper, step)
);

-- What must never be lost, doubled or invented. Plain SQL that SQLite and PostgreSQL read alike.
-- Moments are milliseconds since 1970 UTC; dates are ISO 8601 text; columns that hold JSON say so.

CREATE TABLE alarm (
  id              VARCHAR(64)  NOT NULL PRIMARY KEY,  -- sorts by the time of raising
  equipment       VARCHAR(200) NOT NULL,
  rule            VARCHAR(200) NOT NULL,
  rule_key        TEXT         NOT NULL,
  priority        VARCHAR(10)  NOT NULL CHECK (priority IN ('P1', 'P2', 'P3', 'P4', 'JOURNAL')),
  life_safety     BOOLEAN      NOT NULL,
  state           VARCHAR(20)  NOT NULL,              -- derived from the axes, for lists
  standing        BOOLEAN      NOT NULL,              -- derived from the axes, for lists
  active          BOOLEAN      NOT NULL,
  acknowledged    BOOLEAN      NOT NULL,
  latched         BOOLEAN      NOT NULL,
  suppression     TEXT         NOT NULL,              -- JSON
  quality         VARCHAR(10)  NOT NULL CHECK (quality IN ('GOOD', 'UNCERTAIN', 'BAD')),
  message_zh      TEXT         NOT NULL,
  message_en      TEXT         NOT NULL,
  occurrences     INTEGER      NOT NULL CHECK (occurrences >= 1),
  raised_values   TEXT         NOT NULL,              -- JSON
  first_seen_at   BIGINT       NOT NULL,
  raised_at       BIGINT       NOT NULL,
  cleared_at      BIGINT,
  acknowledged_at BIGINT,
  acknowledged_by VARCHAR(200)
);
CREATE UNIQUE INDEX one_standing_alarm ON alarm (equipment, rule, rule_key) WHERE standing;
CREATE INDEX alarm_by_state ON alarm (state, id);
CREATE INDEX alarm_by_equipment ON alarm (equipment, id);
CREATE INDEX alarm_by_rule ON alarm (equipment, rule, raised_at);

CREATE TABLE alarm_change (
  alarm   VARCHAR(64) NOT NULL REFERENCES alarm (id) DEFERRABLE INITIALLY DEFERRED,
  number  INTEGER     NOT NULL,
  kind    VARCHAR(20) NOT NULL,
  at      BIGINT      NOT NULL,
  by_user VARCHAR(200),
  comment TEXT,
  after   TEXT        NOT NULL,                       -- JSON: the alarm as it stood then
  PRIMARY KEY (alarm, number)
);

CREATE TABLE rule_memory (
  equipment VARCHAR(200) NOT NULL,
  rule      VARCHAR(200) NOT NULL,
  rule_key  TEXT         NOT NULL,
  state     TEXT         NOT NULL,                    -- JSON
  PRIMARY KEY (equipment, rule, rule_key)
);

CREATE TABLE work_order (
  id          VARCHAR(40)  NOT NULL PRIMARY KEY,      -- the number that people say
  source      VARCHAR(10)  NOT NULL CHECK (source IN ('ALARM', 'PLAN', 'PATROL', 'REPORT')),
  status      VARCHAR(20)  NOT NULL,
  is_open     BOOLEAN      NOT NULL,                  -- derived from the status
  urgency     VARCHAR(10)  NOT NULL CHECK (urgency IN ('URGENT', 'NORMAL')),
  severity    VARCHAR(10)  NOT NULL CHECK (severity IN ('MINOR', 'MODERATE', 'SERIOUS')),
  major       BOOLEAN      NOT NULL,
  equipment   VARCHAR(200),
  location    TEXT,
  title_zh    TEXT         NOT NULL,
  title_en    TEXT         NOT NULL,
  trade       VARCHAR(100) NOT NULL,
  assignee    VARCHAR(200),
  fault       TEXT,
  plan        VARCHAR(200),
  occurrences INTEGER      NOT NULL CHECK (occurrences >= 1),
  clocks      TEXT         NOT NULL,                  -- JSON
  evidence    TEXT,                                   -- JSON
  checklist   TEXT         NOT NULL,                  -- JSON
  report      TEXT         NOT NULL,                  -- JSON
  opened_at   BIGINT       NOT NULL,
  updated_at  BIGINT       NOT NULL,
  closed_at   BIGINT,
  version     INTEGER      NOT NULL CHECK (version >= 1)
);
CREATE UNIQUE INDEX one_open_order_per_fault ON work_order (fault) WHERE is_open AND fault IS NOT NULL;
CREATE INDEX work_order_by_fault ON work_order (fault, opened_at) WHERE fault IS NOT NULL;
CREATE INDEX work_order_by_opening ON work_order (opened_at, id);
CREATE INDEX work_order_by_status ON work_order (status, opened_at, id);
CREATE INDEX work_order_by_equipment ON work_order (equipment, opened_at, id);
CREATE INDEX work_order_by_assignee ON work_order (assignee, opened_at, id);

CREATE TABLE work_order_alarm (
  work_order VARCHAR(40) NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  alarm      VARCHAR(64) NOT NULL REFERENCES alarm (id) DEFERRABLE INITIALLY DEFERRED,
  position   INTEGER     NOT NULL,
  PRIMARY KEY (work_order, alarm)
);
CREATE INDEX work_order_alarm_by_alarm ON work_order_alarm (alarm);

CREATE TABLE work_order_change (
  work_order   VARCHAR(40)  NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  number       INTEGER      NOT NULL,
  at           BIGINT       NOT NULL,
  actor        VARCHAR(200) NOT NULL,
  on_behalf_of VARCHAR(200),
  action       VARCHAR(40)  NOT NULL,
  from_status  VARCHAR(20),
  to_status    VARCHAR(20)  NOT NULL,
  note         TEXT,
  PRIMARY KEY (work_order, number)
);

CREATE TABLE order_number (
  day  VARCHAR(10) NOT NULL PRIMARY KEY,
  last INTEGER     NOT NULL CHECK (last >= 1)
);

CREATE TABLE pending_order (
  alarm  VARCHAR(64) NOT NULL PRIMARY KEY REFERENCES alarm (id) DEFERRABLE INITIALLY DEFERRED,
  due_at BIGINT      NOT NULL
);

CREATE TABLE occurrence (
  plan        VARCHAR(200) NOT NULL,
  equipment   VARCHAR(200) NOT NULL,
  nominal     VARCHAR(10)  NOT NULL,
  level       VARCHAR(20)  NOT NULL,
  start_at    BIGINT       NOT NULL,
  due_at      BIGINT       NOT NULL,
  state       VARCHAR(10)  NOT NULL CHECK (state IN ('DUE', 'DONE', 'MISSED', 'ABSORBED')),
  work_order  VARCHAR(40) REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  absorbed_by VARCHAR(200),
  PRIMARY KEY (plan, equipment, nominal, level)
);
CREATE INDEX occurrence_by_date ON occurrence (nominal);
CREATE INDEX occurrence_by_order ON occurrence (work_order);

CREATE TABLE event (
  number    BIGINT       NOT NULL PRIMARY KEY,        -- order of arrival
  equipment VARCHAR(200) NOT NULL,
  point     VARCHAR(200) NOT NULL,
  id        VARCHAR(400) NOT NULL,                    -- the device's own
  type      VARCHAR(100) NOT NULL,
  at        BIGINT       NOT NULL,
  received  BIGINT       NOT NULL,
  fields    TEXT         NOT NULL,                    -- JSON
  CONSTRAINT each_event_once UNIQUE (equipment, point, id)
);
CREATE INDEX event_by_time ON event (at, number);
CREATE INDEX event_by_equipment ON event (equipment, at, number);
CREATE INDEX event_by_type ON event (type, at, number);

CREATE TABLE account (
  user_name     VARCHAR(200) NOT NULL PRIMARY KEY,
  roles         TEXT         NOT NULL,                -- JSON
  password_hash TEXT         NOT NULL,
  failures      INTEGER      NOT NULL,
  locked_until  BIGINT
);

CREATE TABLE session (
  token_hash VARCHAR(128) NOT NULL PRIMARY KEY,
  user_name  VARCHAR(200) NOT NULL REFERENCES account (user_name) DEFERRABLE INITIALLY DEFERRED,
  created_at BIGINT       NOT NULL,
  expires_at BIGINT       NOT NULL
);
CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE answer (
  user_name       VARCHAR(200) NOT NULL,
  idempotency_key VARCHAR(200) NOT NULL,
  request_hash    VARCHAR(128) NOT NULL,
  status          INTEGER      NOT NULL,
  headers         TEXT         NOT NULL,
  body            TEXT         NOT NULL,
  at              BIGINT       NOT NULL,
  PRIMARY KEY (user_name, idempotency_key)
);
CREATE INDEX answer_by_time ON answer (at);

CREATE TABLE audit (
  number  BIGINT       NOT NULL PRIMARY KEY,
  at      BIGINT       NOT NULL,
  actor   VARCHAR(200) NOT NULL,
  action  VARCHAR(100) NOT NULL,
  subject TEXT         NOT NULL,
  detail  TEXT         NOT NULL,
  origin  VARCHAR(200) NOT NULL,
  hash    VARCHAR(64)  NOT NULL
);

CREATE TABLE marker (
  name     VARCHAR(200) NOT NULL PRIMARY KEY,
  position BIGINT       NOT NULL
);

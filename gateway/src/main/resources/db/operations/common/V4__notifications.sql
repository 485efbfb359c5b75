-- What is said to whom about alarms: steps under way, and the messages made of them. Both are written in the transaction of the alarm's step.

CREATE TABLE escalation (
  alarm      VARCHAR(64) NOT NULL REFERENCES alarm (id) DEFERRABLE INITIALLY DEFERRED,
  route      VARCHAR(40) NOT NULL,                    -- a name that changes with what the route says
  started_at BIGINT      NOT NULL,
  next_step  INTEGER     NOT NULL CHECK (next_step >= 0),
  due_at     BIGINT,                                  -- none: it has said all it had to say
  paused     BOOLEAN     NOT NULL,
  PRIMARY KEY (alarm, route)
);
CREATE INDEX escalation_windows ON escalation (route, started_at) WHERE next_step = 0 AND due_at IS NOT NULL AND NOT paused;
CREATE INDEX escalation_by_due ON escalation (due_at) WHERE due_at IS NOT NULL AND NOT paused;

CREATE TABLE delivery (
  id         VARCHAR(64)  NOT NULL PRIMARY KEY,       -- sorts by the time of making
  channel    VARCHAR(200) NOT NULL,
  recipient  VARCHAR(200),
  route      VARCHAR(40)  NOT NULL,
  urgency    INTEGER      NOT NULL,                   -- 0 life safety, then by priority
  notice     TEXT         NOT NULL,                   -- JSON
  state      VARCHAR(10)  NOT NULL CHECK (state IN ('WAITING', 'SENT', 'FAILED', 'CANCELLED')),
  attempts   INTEGER      NOT NULL CHECK (attempts >= 0),
  created_at BIGINT       NOT NULL,
  next_at    BIGINT       NOT NULL,
  ended_at   BIGINT,
  answer     TEXT
);
CREATE INDEX delivery_waiting ON delivery (channel, urgency, next_at) WHERE state = 'WAITING';
CREATE INDEX delivery_by_state ON delivery (state, id);

CREATE TABLE delivery_alarm (
  delivery VARCHAR(64) NOT NULL REFERENCES delivery (id) DEFERRABLE INITIALLY DEFERRED,
  alarm    VARCHAR(64) NOT NULL REFERENCES alarm (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (delivery, alarm)
);
CREATE INDEX delivery_by_alarm ON delivery_alarm (alarm);

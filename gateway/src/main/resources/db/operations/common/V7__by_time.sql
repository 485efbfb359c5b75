-- A rehearsal reads what was on record day by day, figures what was raised within one.

CREATE INDEX alarm_change_by_time ON alarm_change (at);
CREATE INDEX alarm_by_raising ON alarm (raised_at);
CREATE INDEX event_by_receipt ON event (received);

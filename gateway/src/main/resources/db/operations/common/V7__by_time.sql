-- A rehearsal reads what was on record day by day.

CREATE INDEX alarm_change_by_time ON alarm_change (at);
CREATE INDEX event_by_receipt ON event (received);

-- One row: which working copy wrote here last, and up to which of its changes. It moves in the transaction that carries them.
ALTER TABLE last_commit RENAME TO carried;

-- What is carried here was taken already: a device's own words, however long, must not be too long for an index, and be refused for ever.
ALTER TABLE event DROP CONSTRAINT each_event_once;
CREATE UNIQUE INDEX each_event_once ON event (equipment, point, md5(id));
DROP INDEX event_by_type;
CREATE INDEX event_by_type ON event (left(type, 100), at, number);

DROP INDEX one_standing_alarm;
CREATE UNIQUE INDEX one_standing_alarm ON alarm (equipment, rule, md5(rule_key)) WHERE standing;

ALTER TABLE rule_memory DROP CONSTRAINT rule_memory_pkey;
CREATE UNIQUE INDEX rule_memory_of_a_key ON rule_memory (equipment, rule, md5(rule_key));

DROP INDEX one_open_order_per_fault;
CREATE UNIQUE INDEX one_open_order_per_fault ON work_order (md5(fault)) WHERE is_open AND fault IS NOT NULL;
DROP INDEX work_order_by_fault;
CREATE INDEX work_order_by_fault ON work_order (md5(fault), opened_at) WHERE fault IS NOT NULL;

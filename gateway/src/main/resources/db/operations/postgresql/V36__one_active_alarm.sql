-- Under a rule that puts nothing together one alarm may wait for its reset while the next one holds.
DROP INDEX one_standing_alarm;
CREATE UNIQUE INDEX one_active_alarm ON alarm (equipment, rule, md5(rule_key)) WHERE active;

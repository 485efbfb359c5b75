-- The raw exchange that carried the first bad value waits with the order for its hold-off.
ALTER TABLE pending_order ADD COLUMN exchange TEXT;

-- Alarms that went away by themselves before anybody took on their order; with the order, where one was made.
CREATE TABLE self_cleared (
  fault      VARCHAR(400) NOT NULL,
  alarm      VARCHAR(200) NOT NULL,
  at         BIGINT       NOT NULL,
  work_order VARCHAR(40),
  PRIMARY KEY (fault, alarm, at)
);

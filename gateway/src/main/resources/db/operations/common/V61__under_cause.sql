-- The order under which the cause is repaired, while this one waits for it (JSON). Orders from before wait for none.
ALTER TABLE work_order ADD COLUMN cause TEXT;

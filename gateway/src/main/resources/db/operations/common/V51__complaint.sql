-- What of a report is no fault, and the leave to end a complaint later than promised (JSON). Of orders from before both are empty.
ALTER TABLE work_order ADD COLUMN concern VARCHAR(20);
ALTER TABLE work_order ADD COLUMN overrun TEXT;
CREATE INDEX work_order_concern ON work_order (concern, opened_at);

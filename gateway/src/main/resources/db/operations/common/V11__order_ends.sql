-- How an order presses, everybody who had a hand in its work, a pause that is asked for (both JSON), and the order that it was merged into.
-- Of orders from before these are empty.
ALTER TABLE work_order ADD COLUMN priority TEXT;
ALTER TABLE work_order ADD COLUMN doers TEXT;
ALTER TABLE work_order ADD COLUMN hold_request TEXT;
ALTER TABLE work_order ADD COLUMN merged_into TEXT;
CREATE INDEX work_order_merged_into ON work_order (merged_into) WHERE merged_into IS NOT NULL;

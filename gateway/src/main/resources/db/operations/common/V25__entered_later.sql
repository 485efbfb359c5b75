-- When a line of an order's history was entered, where it tells of an earlier moment; none: it was entered as it happened.
ALTER TABLE work_order_change ADD COLUMN entered_at BIGINT;

-- The pause of an order, with its end, and plan and beginning of the repair of a serious fault (both JSON). Of orders from before these are empty.
ALTER TABLE work_order ADD COLUMN hold TEXT;
ALTER TABLE work_order ADD COLUMN remedy TEXT;

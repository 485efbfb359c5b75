-- The rules that an order in progress keeps quiet: JSON, and gone when it is in progress no longer.
ALTER TABLE work_order ADD COLUMN lock_out TEXT;
CREATE INDEX work_order_locking_out ON work_order (id) WHERE lock_out IS NOT NULL;

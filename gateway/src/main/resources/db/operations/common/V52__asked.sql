-- To whom an order was ever dispatched (JSON), whether he took it or not. Empty where the order is from before: they stand among its doers.
ALTER TABLE work_order ADD COLUMN asked TEXT;

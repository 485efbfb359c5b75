-- What was recorded around the fault of an order, as it is answered: kept with the order, however long the history is kept. JSON.
CREATE TABLE order_samples (
  work_order VARCHAR(64) NOT NULL PRIMARY KEY REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  kept_at    BIGINT      NOT NULL,
  samples    TEXT        NOT NULL
);

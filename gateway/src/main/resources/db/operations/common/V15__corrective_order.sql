-- Which line of which order's checklist failed, and the one order that puts it right.
CREATE TABLE corrective_order (
  parent VARCHAR(40) NOT NULL,
  item   INTEGER     NOT NULL,
  child  VARCHAR(40) NOT NULL UNIQUE,
  PRIMARY KEY (parent, item)
);

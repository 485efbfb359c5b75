-- Where the site names a database on a server, this file works beside it: whatever is changed here is noted, row by row and in order, until it
-- is there, too.
CREATE TABLE working_copy (
  id TEXT NOT NULL PRIMARY KEY                        -- the server's mark names it
);
CREATE TABLE uncarried (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL,                              -- of the table; empty: here a transaction ends
  was_key TEXT,                                       -- JSON: the key before; none: the row is new
  row_now TEXT,                                       -- JSON: the row after; none: it is gone
  tag     TEXT                                        -- of a transaction's end: told from another one of the same number, of a folder that was set back
);

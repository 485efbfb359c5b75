-- One row: which working copy wrote here last, and up to which of its changes. It moves in the transaction that carries them.
ALTER TABLE last_commit RENAME TO carried;

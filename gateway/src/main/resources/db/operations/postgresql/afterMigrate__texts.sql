-- SQLite bounds no text and compares texts by their code points. Here they do the same: an entry that one database takes is not too long for
-- the other, lists have one order, and no update of the operating system's collations breaks an index.
DO $$
DECLARE
  found RECORD;
BEGIN
  FOR found IN
    SELECT r.relname AS name, a.attname AS part
    FROM pg_attribute a
    JOIN pg_class r ON r.oid = a.attrelid
    WHERE r.relnamespace = current_schema()::regnamespace AND r.relkind = 'r'
      AND r.relname IN (
        'alarm', 'alarm_change', 'rule_memory', 'work_order', 'work_order_alarm', 'work_order_change', 'order_number', 'order_link', 'self_cleared', 'pending_order',
        'occurrence', 'event', 'account', 'session', 'answer', 'audit', 'marker', 'commissioning', 'escalation', 'delivery',
        'delivery_alarm', 'order_report', 'permit', 'calendar_feed', 'schedule_note', 'visit_counter', 'corrective_order',
        'paper_reminder', 'label', 'notice', 'notice_change', 'patrol_walk', 'patrol_proof',
        'order_attachment', 'order_cost', 'order_consent', 'order_approval', 'order_reminder', 'handover', 'handover_signature', 'control_log', 'lendable', 'loan', 'overlooked', 'meter', 'meter_reading', 'part', 'part_movement', 'period_report', 'visit_draw', 'visit_answer', 'order_samples', 'carried')
      AND a.attnum > 0 AND NOT a.attisdropped
      AND a.atttypid IN ('text'::regtype, 'varchar'::regtype)
      AND (a.atttypid = 'varchar'::regtype OR a.attcollation <> '"C"'::regcollation)
    ORDER BY r.relname, a.attnum
  LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE TEXT COLLATE "C"', found.name, found.part);
  END LOOP;
END
$$;

-- Open orders are few beside those of years: who has them, and what is open at an equipment, is asked with each step.
CREATE INDEX work_order_in_hand ON work_order (assignee, source, status, urgency, priority) WHERE is_open AND assignee IS NOT NULL;
CREATE INDEX work_order_open_at ON work_order (equipment, plan) WHERE is_open AND equipment IS NOT NULL;

-- What the schema language cannot say: checks, partial indexes, and the wake-up signals of the worker.

ALTER TABLE user_account ADD CONSTRAINT user_email_lower CHECK (email = lower(email));

ALTER TABLE moderation_setting
  ADD CONSTRAINT moderation_brand_range CHECK (brand_max_rating BETWEEN 0 AND 5),
  ADD CONSTRAINT moderation_product_range CHECK (product_max_rating BETWEEN 0 AND 5);

ALTER TABLE chat_setting
  ADD CONSTRAINT chat_rating_range CHECK (max_rating BETWEEN 1 AND 5),
  ADD CONSTRAINT chat_needs_key CHECK (NOT is_enabled OR account_key IS NOT NULL);

ALTER TABLE review
  ADD CONSTRAINT review_rating_range CHECK (rating BETWEEN 1 AND 5),
  ADD CONSTRAINT review_product_ref CHECK ((type = 'product') = (product_ref <> '')),
  ADD CONSTRAINT review_reported_in_moderation CHECK (reported_at IS NULL OR status = 'in_moderation'),
  ADD CONSTRAINT review_published_at CHECK (status <> 'published' OR published_at IS NOT NULL),
  ADD CONSTRAINT review_refused_at CHECK (status <> 'refused' OR refused_at IS NOT NULL),
  -- The clock runs exactly while the review is unpublished and no report is open.
  ADD CONSTRAINT review_clock CHECK (
    (publish_due_at IS NOT NULL) = (status IN ('pending', 'in_moderation') AND reported_at IS NULL)
  );

ALTER TABLE review_version ADD CONSTRAINT version_rating_range CHECK (rating BETWEEN 1 AND 5);
ALTER TABLE exchange ADD CONSTRAINT exchange_body CHECK (body <> '');
ALTER TABLE exchange ADD CONSTRAINT exchange_zendesk CHECK ((zendesk_subdomain IS NULL) = (zendesk_comment_id IS NULL));
ALTER TABLE report ADD CONSTRAINT report_decided CHECK (state NOT IN ('accepted', 'rejected') OR (decided_at IS NOT NULL AND decided_by_id IS NOT NULL));
ALTER TABLE zendesk_connection ADD CONSTRAINT connection_subdomain CHECK (subdomain ~ '^[a-z0-9][a-z0-9-]{0,62}$');
ALTER TABLE zendesk_connection ADD CONSTRAINT connection_scope CHECK ((ticket_scope = 'rating_at_most') = (ticket_max_rating IS NOT NULL));

-- One open report, one open delivery per review.
CREATE UNIQUE INDEX report_one_open ON report (review_id) WHERE state IN ('open', 'author_asked');
CREATE UNIQUE INDEX delivery_one_open ON delivery (review_id) WHERE state <> 'done';

-- The small, hot sets that the worker scans.
CREATE INDEX review_event_unhandled ON review_event (website_id, id) WHERE handled_at IS NULL;
CREATE INDEX webhook_event_unhandled ON webhook_event (connection_id, id) WHERE handled_at IS NULL;
CREATE INDEX delivery_open ON delivery (connection_id, not_before) WHERE state <> 'done';
CREATE INDEX mail_due ON mail (not_before) WHERE state IN ('waiting', 'sending');
CREATE INDEX review_clock_due ON review (publish_due_at) WHERE publish_due_at IS NOT NULL;
CREATE INDEX review_queue ON review (website_id, type, submitted_at, id) WHERE status IN ('pending', 'in_moderation');
CREATE INDEX invitation_due ON invitation (send_at) WHERE queued_at IS NULL;

-- Wakes the worker at commit. One channel; the payload is the table, so equal signals of one transaction fold into one.
CREATE FUNCTION notify_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('work', TG_TABLE_NAME);
  RETURN NULL;
END $$;
CREATE TRIGGER review_event_work AFTER INSERT ON review_event FOR EACH STATEMENT EXECUTE FUNCTION notify_work();
CREATE TRIGGER webhook_event_work AFTER INSERT ON webhook_event FOR EACH STATEMENT EXECUTE FUNCTION notify_work();
CREATE TRIGGER mail_work AFTER INSERT ON mail FOR EACH STATEMENT EXECUTE FUNCTION notify_work();
CREATE TRIGGER invitation_work AFTER INSERT ON invitation FOR EACH STATEMENT EXECUTE FUNCTION notify_work();
CREATE TRIGGER connection_work AFTER UPDATE OF state, version ON zendesk_connection FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

-- An event and a version are history: never changed, never removed but with their review.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER review_version_append_only BEFORE UPDATE ON review_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_event_append_only BEFORE UPDATE OF review_id, website_id, seq, type, data, actor_kind, actor_name, at ON review_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Which tickets are next to be compared is asked often, of all of a connection's. Those that are not compared stand at the end.
CREATE INDEX ticket_link_compared ON ticket_link (connection_id, subdomain,
  (CASE WHEN ticket_id IS NULL OR ticket_status = 'closed' THEN 'infinity' ELSE coalesce(checked_at, '-infinity') END));
DROP INDEX "ticket_link_connection_id_idx";

-- Only who asks for a connection's may take this index. While few deliveries are open by the statistics, reading all of it for one review
-- seems as cheap as the right entry of `delivery_one_open`, and is not once it holds thousands.
DROP INDEX delivery_open;
CREATE INDEX delivery_open ON delivery (connection_id, bulk_job_id, not_before) WHERE state <> 'done' AND connection_id IS NOT NULL;

-- A signal that names its connection: the worker begins with that one, and asks nothing of the others. Nothing can be done for one that
-- is paused. The triggers change last, so that whoever writes waits for a moment only.
CREATE FUNCTION notify_connections_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  website uuid;
  connection uuid;
BEGIN
  -- One by one: as a join, the plan of a large import would be kept for the single event.
  FOR website IN SELECT DISTINCT website_id FROM added LOOP
    SELECT id INTO connection FROM zendesk_connection WHERE website_id = website AND state = 'active';
    IF FOUND THEN
      PERFORM pg_notify('work', TG_TABLE_NAME || ' ' || connection);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE FUNCTION notify_connections() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  connection uuid;
BEGIN
  FOR connection IN SELECT DISTINCT connection_id FROM added LOOP
    IF EXISTS (SELECT 1 FROM zendesk_connection WHERE id = connection AND state = 'active') THEN
      PERFORM pg_notify('work', TG_TABLE_NAME || ' ' || connection);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

DROP TRIGGER review_event_work ON review_event;
DROP TRIGGER webhook_event_work ON webhook_event;
CREATE TRIGGER review_event_work AFTER INSERT ON review_event REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION notify_connections_of_events();
CREATE TRIGGER webhook_event_work AFTER INSERT ON webhook_event REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION notify_connections();

-- What is finished and a month old leaves the tables the engine works on, without its contents, for tables cut by month: a month
-- ends as one table dropped, not as a million rows deleted. They stand in a schema of their own; the worker adds the months
-- (lib/archive/months.ts).
CREATE SCHEMA archive;

CREATE TABLE archive.delivery (
  connection_id UUID NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  id UUID NOT NULL,
  review_id UUID NOT NULL,
  backfill_id UUID,
  kind delivery_kind NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  last_status INTEGER,
  zendesk_request_id TEXT,
  ticket_id BIGINT,
  done_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (connection_id, created_at, id)
) PARTITION BY RANGE (created_at);
CREATE INDEX delivery_of_review ON archive.delivery (review_id);
CREATE INDEX delivery_of_backfill ON archive.delivery (backfill_id) WHERE backfill_id IS NOT NULL;

CREATE TABLE archive.webhook_event (
  connection_id UUID NOT NULL,
  received_at TIMESTAMPTZ(3) NOT NULL,
  id BIGINT NOT NULL,
  invocation_id TEXT NOT NULL,
  ticket_id BIGINT NOT NULL,
  id_vente TEXT,
  attempts INTEGER NOT NULL,
  outcome TEXT,
  handled_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (connection_id, received_at, id)
) PARTITION BY RANGE (received_at);
CREATE INDEX webhook_event_of_ticket ON archive.webhook_event (connection_id, ticket_id);

-- No foreign key: adding and dropping a month would lock the table of connections, which everything reads.
CREATE FUNCTION forget_archive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM archive.delivery WHERE connection_id = OLD.id;
  DELETE FROM archive.webhook_event WHERE connection_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER zendesk_connection_forget_archive AFTER DELETE ON zendesk_connection FOR EACH ROW EXECUTE FUNCTION forget_archive();

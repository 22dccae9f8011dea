-- DropForeignKey
ALTER TABLE "delivery" DROP CONSTRAINT "delivery_connection_id_fkey";

-- DropForeignKey
ALTER TABLE "webhook_event" DROP CONSTRAINT "webhook_event_connection_id_fkey";

-- Checked for every row, the keys cost more than anything else of storing a webhook. What they did beside that, a trigger does: a
-- connection that is deleted takes its traffic along. A webhook stored in that same moment is swept away by night.
CREATE FUNCTION forget_traffic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM delivery WHERE connection_id = OLD.id;
  DELETE FROM webhook_event WHERE connection_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER zendesk_connection_forget_traffic AFTER DELETE ON zendesk_connection FOR EACH ROW EXECUTE FUNCTION forget_traffic();

-- In the order in which workers and erasures take them: a migration beside work that goes on waits for it and never crosses it.
LOCK TABLE review, ticket_link, delivery IN ACCESS EXCLUSIVE MODE;

-- Hundreds of payloads are written in one statement, and nobody asks the database for a part of one: as `jsonb` each was taken apart and
-- put together again.
ALTER TABLE "delivery" ALTER COLUMN "payload" SET DATA TYPE JSON;

-- The one statement that writes links locks their reviews itself, all of a page at once (lib/sync/outbound/planStore.ts); the key's check did it
-- again row by row. The key stays as what it says. What it did beside the check, a trigger does: reviews that are deleted take their links
-- along.
ALTER TABLE "ticket_link" ALTER CONSTRAINT "ticket_link_review_id_fkey" NOT ENFORCED;

CREATE FUNCTION forget_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM ticket_link t USING gone WHERE t.review_id = gone.id;
  RETURN NULL;
END $$;
CREATE TRIGGER review_forget_links AFTER DELETE ON review REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION forget_links();

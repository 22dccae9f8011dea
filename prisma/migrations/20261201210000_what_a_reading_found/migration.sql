-- What the last reading of a conversation left out, by its reason, and the newest moment the account listed the ticket with: whatever it
-- lists anew is read again, whichever stamp the ticket itself carries.
ALTER TABLE "ticket_link" ADD COLUMN "left_out" JSONB, ADD COLUMN "listed_at" TIMESTAMPTZ(3), ADD COLUMN "read_at" TIMESTAMPTZ(3);

ALTER TABLE "counted_ticket" ADD COLUMN "is_public" BOOLEAN, ADD COLUMN "follows_ticket_id" BIGINT;

ALTER TABLE "exchange" ADD COLUMN "zendesk_file_count" SMALLINT NOT NULL DEFAULT 0;

ALTER TABLE "zendesk_connection" ADD COLUMN "bot_users" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

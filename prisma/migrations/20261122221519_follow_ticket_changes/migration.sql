-- AlterTable
ALTER TABLE "ticket_link" ADD COLUMN     "agent_replies" INTEGER,
ADD COLUMN     "read_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "refused_replies" INTEGER;

-- AlterTable
ALTER TABLE "zendesk_connection" ADD COLUMN     "export_refused_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ticket_feed" (
    "subdomain" TEXT NOT NULL,
    "cursor" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "page_size" INTEGER NOT NULL DEFAULT 1000,
    "caught_up_to" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error_code" TEXT,
    "last_error_detail" TEXT,

    CONSTRAINT "ticket_feed_pkey" PRIMARY KEY ("subdomain")
);

-- The small set the engine reads: everything else of a large account is left alone.
CREATE INDEX ticket_link_read_due ON ticket_link (connection_id, read_due_at) WHERE read_due_at IS NOT NULL;

-- CreateEnum
CREATE TYPE "count_state" AS ENUM ('counting', 'done', 'held');

-- CreateTable
CREATE TABLE "ticket_count" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "night" DATE NOT NULL,
    "asked_by" TEXT,
    "state" "count_state" NOT NULL DEFAULT 'counting',
    "step" TEXT NOT NULL DEFAULT 'tickets',
    "cursor" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reviews" INTEGER NOT NULL DEFAULT 0,
    "tickets" INTEGER NOT NULL DEFAULT 0,
    "replies_home" INTEGER NOT NULL DEFAULT 0,
    "replies_zendesk" INTEGER NOT NULL DEFAULT 0,
    "reasons" JSONB NOT NULL DEFAULT '{}',
    "left_out" JSONB NOT NULL DEFAULT '{}',
    "last_error_code" TEXT,
    "last_error_detail" TEXT,

    CONSTRAINT "ticket_count_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counted_ticket" (
    "count_id" UUID NOT NULL,
    "ticket_id" BIGINT NOT NULL,
    "external_id" TEXT,
    "status" TEXT,
    "updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3),
    "is_tagged" BOOLEAN NOT NULL,

    CONSTRAINT "counted_ticket_pkey" PRIMARY KEY ("count_id","ticket_id")
);

-- CreateTable
CREATE TABLE "count_finding" (
    "id" BIGSERIAL NOT NULL,
    "count_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "review_id" UUID,
    "ticket_id" BIGINT,
    "repair_asked_at" TIMESTAMPTZ(3),
    "repaired_at" TIMESTAMPTZ(3),
    "refusal" TEXT,

    CONSTRAINT "count_finding_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ticket_count_connection_id_started_at_idx" ON "ticket_count"("connection_id", "started_at");

-- CreateIndex
CREATE INDEX "count_finding_count_id_reason_idx" ON "count_finding"("count_id", "reason");

-- AddForeignKey
ALTER TABLE "ticket_count" ADD CONSTRAINT "ticket_count_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counted_ticket" ADD CONSTRAINT "counted_ticket_count_id_fkey" FOREIGN KEY ("count_id") REFERENCES "ticket_count"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "count_finding" ADD CONSTRAINT "count_finding_count_id_fkey" FOREIGN KEY ("count_id") REFERENCES "ticket_count"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One count of the night's own, and one at a time.
CREATE UNIQUE INDEX ticket_count_one_a_night ON ticket_count (connection_id, night) WHERE asked_by IS NULL;
CREATE UNIQUE INDEX ticket_count_one_open ON ticket_count (connection_id) WHERE state = 'counting';
CREATE INDEX ticket_count_due ON ticket_count (not_before) WHERE state = 'counting';
CREATE INDEX count_finding_asked ON count_finding (count_id) WHERE repair_asked_at IS NOT NULL AND repaired_at IS NULL AND refusal IS NULL;

-- Somebody waits for a count or a repair that was asked for.
CREATE TRIGGER ticket_count_work AFTER INSERT ON ticket_count FOR EACH STATEMENT EXECUTE FUNCTION notify_work();
CREATE TRIGGER count_finding_work AFTER UPDATE OF repair_asked_at ON count_finding FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

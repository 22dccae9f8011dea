-- CreateEnum
CREATE TYPE "bulk_job_state" AS ENUM ('sending', 'running', 'lost');

-- CreateEnum
CREATE TYPE "backfill_state" AS ENUM ('running', 'paused', 'stopped', 'done');

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "backfill_id" UUID,
ADD COLUMN     "bulk_job_id" UUID,
ADD COLUMN     "lane" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "zendesk_connection" ADD COLUMN     "other_tools_share" SMALLINT NOT NULL DEFAULT 30;

-- CreateTable
CREATE TABLE "bulk_job" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "kind" "delivery_kind" NOT NULL,
    "state" "bulk_job_state" NOT NULL DEFAULT 'sending',
    "delivery_ids" UUID[],
    "zendesk_job_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "check_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bulk_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backfill" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "state" "backfill_state" NOT NULL DEFAULT 'running',
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "statuses" "review_status"[],
    "total" INTEGER NOT NULL,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "cursor_at" TIMESTAMPTZ(6),
    "cursor_id" UUID,
    "started_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "backfill_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "zendesk_budget" (
    "subdomain" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "limit_per_minute" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "window_ends_at" TIMESTAMPTZ(3),
    "blocked_until" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "zendesk_budget_pkey" PRIMARY KEY ("subdomain","owner")
);

-- CreateIndex
CREATE INDEX "bulk_job_connection_id_idx" ON "bulk_job"("connection_id");

-- CreateIndex
CREATE INDEX "backfill_connection_id_created_at_idx" ON "backfill"("connection_id", "created_at");

-- AddForeignKey
ALTER TABLE "bulk_job" ADD CONSTRAINT "bulk_job_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backfill" ADD CONSTRAINT "backfill_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "zendesk_connection" ADD CONSTRAINT "connection_other_tools_share" CHECK ("other_tools_share" BETWEEN 0 AND 90);
CREATE UNIQUE INDEX "backfill_one_open" ON "backfill"("connection_id") WHERE "state" IN ('running', 'paused');
CREATE INDEX "delivery_of_backfill" ON "delivery"("backfill_id", "state") WHERE "backfill_id" IS NOT NULL;

-- Starting, pausing and resuming wake the worker.
CREATE TRIGGER backfill_work AFTER INSERT OR UPDATE OF state ON backfill FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

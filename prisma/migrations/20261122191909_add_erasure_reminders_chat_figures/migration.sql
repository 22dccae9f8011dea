-- CreateEnum
CREATE TYPE "erasure_source" AS ENUM ('author', 'shop');

-- CreateEnum
CREATE TYPE "erasure_ticket_state" AS ENUM ('waiting', 'done', 'needs_merchant');

-- CreateEnum
CREATE TYPE "ticket_erasure" AS ENUM ('redact', 'delete');

-- AlterTable
ALTER TABLE "chat_setting" ADD COLUMN     "has_tags" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "order_field_id" BIGINT,
ADD COLUMN     "rating_field_id" BIGINT;

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "chat_opened_at" TIMESTAMPTZ(3),
ADD COLUMN     "chat_shown_at" TIMESTAMPTZ(3),
ADD COLUMN     "remind_at" TIMESTAMPTZ(3),
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "review" ADD COLUMN     "erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "retired_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "website" ADD COLUMN     "ticket_erasure" "ticket_erasure" NOT NULL DEFAULT 'redact';

-- CreateTable
CREATE TABLE "erasure_request" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erasure" (
    "id" UUID NOT NULL,
    "website_id" UUID,
    "source" "erasure_source" NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "reviews" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,
    "mails" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erasure_ticket" (
    "id" UUID NOT NULL,
    "erasure_id" UUID NOT NULL,
    "website_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "subdomain" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "ticket_id" BIGINT,
    "mode" "ticket_erasure" NOT NULL,
    "state" "erasure_ticket_state" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "is_requester_kept" BOOLEAN NOT NULL DEFAULT false,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erased_link" (
    "hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erased_link_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "retention_count" (
    "website_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "retention_count_pkey" PRIMARY KEY ("website_id","kind","day")
);

-- CreateTable
CREATE TABLE "invitation_setting" (
    "website_id" UUID NOT NULL,
    "delay_days" SMALLINT NOT NULL DEFAULT 0,
    "reminder_days" SMALLINT NOT NULL DEFAULT 7,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "invitation_setting_pkey" PRIMARY KEY ("website_id")
);

-- CreateIndex
CREATE INDEX "erasure_request_email_idx" ON "erasure_request"("email");

-- CreateIndex
CREATE INDEX "erasure_website_id_at_idx" ON "erasure"("website_id", "at");

-- CreateIndex
CREATE INDEX "erasure_ticket_erasure_id_idx" ON "erasure_ticket"("erasure_id");

-- CreateIndex
CREATE INDEX "erasure_ticket_state_not_before_idx" ON "erasure_ticket"("state", "not_before");

-- AddForeignKey
ALTER TABLE "erasure_ticket" ADD CONSTRAINT "erasure_ticket_erasure_id_fkey" FOREIGN KEY ("erasure_id") REFERENCES "erasure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_setting" ADD CONSTRAINT "invitation_setting_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX invitation_reminder_due ON invitation (remind_at) WHERE remind_at IS NOT NULL;
ALTER TABLE invitation_setting
  ADD CONSTRAINT invitation_delay_range CHECK (delay_days BETWEEN 0 AND 30),
  ADD CONSTRAINT invitation_reminder_range CHECK (reminder_days BETWEEN 0 AND 60);
CREATE TRIGGER erasure_ticket_work AFTER INSERT ON erasure_ticket FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

-- History stays as it is, with one exception that the law makes: an author's erasure, which says so within its own transaction.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('reviews.erasing', true) = 'on' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- AlterEnum
ALTER TYPE "delivery_kind" ADD VALUE 'replace_ticket';

-- AlterTable
ALTER TABLE "exchange" ADD COLUMN     "changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "zendesk_ticket_id" BIGINT;

-- CreateTable
CREATE TABLE "past_ticket" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "subdomain" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "ticket_id" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "past_ticket_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "past_ticket_review_id_idx" ON "past_ticket"("review_id");

-- CreateIndex
CREATE UNIQUE INDEX "past_ticket_subdomain_ticket_id_key" ON "past_ticket"("subdomain", "ticket_id");

-- AddForeignKey
ALTER TABLE "past_ticket" ADD CONSTRAINT "past_ticket_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateEnum
CREATE TYPE "appeal_state" AS ENUM ('open', 'accepted', 'rejected', 'closed');

-- CreateTable
CREATE TABLE "appeal" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "state" "appeal_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "statement" TEXT,

    CONSTRAINT "appeal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "appeal_report_id_key" ON "appeal"("report_id");

-- CreateIndex
CREATE INDEX "appeal_review_id_idx" ON "appeal"("review_id");

-- CreateIndex
CREATE INDEX "appeal_state_due_at_idx" ON "appeal"("state", "due_at");

-- AddForeignKey
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "appeal" ADD CONSTRAINT "appeal_body" CHECK (body <> '');
-- A decision has its decider, its date and its reasons; whoever decided the refusal never decides the appeal (kept by the service under the review's lock).
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_decided" CHECK (state NOT IN ('accepted', 'rejected') OR (decided_at IS NOT NULL AND decided_by_id IS NOT NULL AND statement <> ''));

-- A shop passes an author's wish on: anonymous at once, erased when the author confirms.
ALTER TABLE "erasure" ADD COLUMN "confirmed_at" TIMESTAMPTZ(3);
-- What shops asked for so far was erased whole.
UPDATE "erasure" SET "confirmed_at" = "at" WHERE "source" = 'shop';
ALTER TABLE "review" ADD COLUMN "anonymised_by" UUID;
CREATE INDEX "review_anonymised_by_idx" ON "review"("anonymised_by");

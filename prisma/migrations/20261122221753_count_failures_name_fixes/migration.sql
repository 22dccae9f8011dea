-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "fix_code" TEXT,
ADD COLUMN     "fix_subject" TEXT,
ADD COLUMN     "is_outcome_unknown" BOOLEAN NOT NULL DEFAULT false;

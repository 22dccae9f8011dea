-- CreateEnum
CREATE TYPE "digest_frequency" AS ENUM ('none', 'daily', 'weekly');

-- AlterTable
ALTER TABLE "notification_setting" ADD COLUMN     "digest" "digest_frequency" NOT NULL DEFAULT 'none',
ADD COLUMN     "digest_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "on_answer" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "mail_opt_out" (
    "website_id" UUID NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_opt_out_pkey" PRIMARY KEY ("website_id","email_hash")
);

-- CreateTable
CREATE TABLE "pending_reply" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "refused_code" TEXT,

    CONSTRAINT "pending_reply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pending_reply_review_id_idx" ON "pending_reply"("review_id");

-- AddForeignKey
ALTER TABLE "mail_opt_out" ADD CONSTRAINT "mail_opt_out_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_reply" ADD CONSTRAINT "pending_reply_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "pending_reply" ADD CONSTRAINT "pending_reply_body" CHECK (body <> '');
-- The few replies that the worker looks for every other second.
CREATE INDEX "pending_reply_due" ON "pending_reply" ("due_at") WHERE "refused_code" IS NULL;

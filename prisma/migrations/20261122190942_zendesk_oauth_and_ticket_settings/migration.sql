-- AlterTable
ALTER TABLE "zendesk_connection" ADD COLUMN     "refresh_started_at" TIMESTAMPTZ(3),
ADD COLUMN     "refresh_token_expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "setup_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "setup_not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "ticket_assignee_id" BIGINT,
ADD COLUMN     "ticket_brand_id" BIGINT,
ADD COLUMN     "ticket_form_id" BIGINT,
ADD COLUMN     "ticket_group_id" BIGINT,
ADD COLUMN     "ticket_priority" TEXT,
ADD COLUMN     "ticket_tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "ticket_type" TEXT;

-- CreateTable
CREATE TABLE "oauth_attempt" (
    "state_hash" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "website_id" UUID NOT NULL,
    "subdomain" TEXT NOT NULL,
    "is_spare" BOOLEAN NOT NULL DEFAULT false,
    "exempt_notifications" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_attempt_pkey" PRIMARY KEY ("state_hash")
);

-- CreateIndex
CREATE INDEX "oauth_attempt_expires_at_idx" ON "oauth_attempt"("expires_at");

-- AddForeignKey
ALTER TABLE "oauth_attempt" ADD CONSTRAINT "oauth_attempt_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

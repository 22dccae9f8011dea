-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "platform" AS ENUM ('FR', 'ES', 'DE', 'IT', 'NL', 'UK', 'US', 'BR', 'PT', 'CO', 'PL', 'PE', 'CL', 'AU', 'NZ', 'MX');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('waiting', 'sending', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "review_type" AS ENUM ('brand', 'product');

-- CreateEnum
CREATE TYPE "review_status" AS ENUM ('pending', 'in_moderation', 'published', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "cause_kind" AS ENUM ('rating', 'watched_word', 'insult', 'personal_data', 'repeated_characters', 'author_answer', 'report');

-- CreateEnum
CREATE TYPE "exchange_origin" AS ENUM ('moderator', 'merchant', 'author');

-- CreateEnum
CREATE TYPE "exchange_source" AS ENUM ('portal', 'api', 'zendesk', 'sidebar', 'mail');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('author', 'merchant', 'moderator', 'system', 'shop', 'zendesk');

-- CreateEnum
CREATE TYPE "report_state" AS ENUM ('open', 'accepted', 'rejected', 'author_asked', 'closed');

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('merchant', 'agent');

-- CreateEnum
CREATE TYPE "shop_system" AS ENUM ('shopify', 'prestashop', 'magento', 'woocommerce', 'other');

-- CreateEnum
CREATE TYPE "chat_kind" AS ENUM ('messaging', 'classic');

-- CreateEnum
CREATE TYPE "watched_word_category" AS ENUM ('delivery', 'product_quality', 'customer_service', 'price_refund', 'legal_threat', 'competitor', 'other');

-- CreateEnum
CREATE TYPE "zendesk_auth_method" AS ENUM ('password', 'api_token', 'oauth_client_credentials', 'oauth_code');

-- CreateEnum
CREATE TYPE "connection_state" AS ENUM ('active', 'needs_credentials', 'needs_attention', 'disconnected');

-- CreateEnum
CREATE TYPE "requester_mode" AS ENUM ('author', 'integration_user');

-- CreateEnum
CREATE TYPE "ticket_scope" AS ENUM ('in_moderation', 'rating_at_most', 'all');

-- CreateEnum
CREATE TYPE "delivery_kind" AS ENUM ('create_ticket', 'update_ticket');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('waiting', 'sending', 'done', 'needs_merchant', 'poisoned');

-- CreateTable
CREATE TABLE "secret" (
    "id" UUID NOT NULL,
    "owner_table" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "last4" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "merchant_id" UUID,
    "website_id" UUID,
    "user_id" UUID,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "idempotency_record" (
    "website_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("website_id","key")
);

-- CreateTable
CREATE TABLE "shop_order" (
    "id" UUID NOT NULL,
    "website_id" UUID NOT NULL,
    "order_ref" TEXT NOT NULL,
    "order_date" TIMESTAMPTZ(3) NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_product" (
    "order_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "ref" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT,
    "image_url" TEXT,
    "gtin" TEXT,
    "sku" TEXT,
    "brand" TEXT,

    CONSTRAINT "order_product_pkey" PRIMARY KEY ("order_id","ref")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "website_id" UUID NOT NULL,
    "send_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "queued_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "draft" JSONB,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "website_id" UUID,
    "review_id" UUID,
    "kind" TEXT NOT NULL,
    "to_address" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "dedupe_key" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "website_id" UUID NOT NULL,
    "type" "review_type" NOT NULL,
    "order_ref" TEXT NOT NULL,
    "product_ref" TEXT NOT NULL DEFAULT '',
    "product_name" TEXT,
    "rating" SMALLINT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "text_version" INTEGER NOT NULL DEFAULT 1,
    "author_first_name" TEXT NOT NULL,
    "author_last_name" TEXT NOT NULL,
    "author_email" TEXT NOT NULL,
    "author_locale" TEXT NOT NULL,
    "is_anonymous" BOOLEAN NOT NULL DEFAULT false,
    "order_date" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "status" "review_status" NOT NULL,
    "reported_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "refused_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "publish_due_at" TIMESTAMPTZ(3),
    "clock_left_ms" BIGINT,
    "exchanges_hidden" BOOLEAN NOT NULL DEFAULT false,
    "event_seq" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_version" (
    "review_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "rating" SMALLINT NOT NULL,
    "comment" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_version_pkey" PRIMARY KEY ("review_id","number")
);

-- CreateTable
CREATE TABLE "review_cause" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "text_version" INTEGER NOT NULL,
    "kind" "cause_kind" NOT NULL,
    "category" TEXT,
    "matched_text" TEXT,
    "start" INTEGER,
    "end" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_cause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exchange" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "origin" "exchange_origin" NOT NULL,
    "source" "exchange_source" NOT NULL,
    "body" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "user_id" UUID,
    "zendesk_subdomain" TEXT,
    "zendesk_comment_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exchange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "state" "report_state" NOT NULL DEFAULT 'open',
    "actor_name" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "statement" TEXT,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_attachment" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_event" (
    "id" BIGSERIAL NOT NULL,
    "review_id" UUID NOT NULL,
    "website_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "actor_kind" "actor_kind" NOT NULL,
    "actor_name" TEXT NOT NULL DEFAULT '',
    "user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "merchant" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merchant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "is_moderator" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "role" "member_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","merchant_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "website" (
    "id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "platform" "platform" NOT NULL,
    "locale" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "shop_system" "shop_system" NOT NULL DEFAULT 'other',
    "secret_key_hash" BYTEA NOT NULL,
    "daily_run_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "website_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderation_setting" (
    "website_id" UUID NOT NULL,
    "brand_max_rating" SMALLINT NOT NULL DEFAULT 2,
    "product_max_rating" SMALLINT NOT NULL DEFAULT 2,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "moderation_setting_pkey" PRIMARY KEY ("website_id")
);

-- CreateTable
CREATE TABLE "chat_setting" (
    "website_id" UUID NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT false,
    "account_key" TEXT,
    "kind" "chat_kind" NOT NULL DEFAULT 'messaging',
    "max_rating" SMALLINT NOT NULL DEFAULT 2,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "chat_setting_pkey" PRIMARY KEY ("website_id")
);

-- CreateTable
CREATE TABLE "notification_setting" (
    "website_id" UUID NOT NULL,
    "addresses" TEXT[],
    "on_new_review" BOOLEAN NOT NULL DEFAULT false,
    "on_to_handle" BOOLEAN NOT NULL DEFAULT true,
    "on_decision" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "notification_setting_pkey" PRIMARY KEY ("website_id")
);

-- CreateTable
CREATE TABLE "watched_word" (
    "id" UUID NOT NULL,
    "website_id" UUID NOT NULL,
    "category" "watched_word_category" NOT NULL,
    "word" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "watched_word_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "zendesk_connection" (
    "id" UUID NOT NULL,
    "website_id" UUID NOT NULL,
    "subdomain" TEXT NOT NULL,
    "method" "zendesk_auth_method" NOT NULL,
    "email" TEXT,
    "oauth_client_id" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "state" "connection_state" NOT NULL DEFAULT 'active',
    "last_error_code" TEXT,
    "last_error_detail" TEXT,
    "last_error_at" TIMESTAMPTZ(3),
    "last_good_at" TIMESTAMPTZ(3),
    "zendesk_user_id" BIGINT,
    "zendesk_user_name" TEXT,
    "requester_mode" "requester_mode" NOT NULL DEFAULT 'author',
    "ticket_scope" "ticket_scope" NOT NULL DEFAULT 'in_moderation',
    "ticket_max_rating" SMALLINT,
    "exempt_notifications" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "zendesk_connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "website_zendeskapp" (
    "website_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "idCustomField" BIGINT,
    "idTrigger" BIGINT,
    "idWebhook" TEXT,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "website_zendeskapp_pkey" PRIMARY KEY ("website_id")
);

-- CreateTable
CREATE TABLE "ticket_link" (
    "review_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "subdomain" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "ticket_id" BIGINT,
    "synced_seq" INTEGER NOT NULL DEFAULT 0,
    "last_comment_id" BIGINT,
    "ticket_status" TEXT,
    "seen_updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_link_pkey" PRIMARY KEY ("review_id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "kind" "delivery_kind" NOT NULL,
    "state" "delivery_state" NOT NULL DEFAULT 'waiting',
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_sent_at" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error_code" TEXT,
    "last_error_detail" TEXT,
    "last_status" INTEGER,
    "zendesk_request_id" TEXT,
    "ticket_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" BIGSERIAL NOT NULL,
    "connection_id" UUID NOT NULL,
    "invocation_id" TEXT NOT NULL,
    "ticket_id" BIGINT NOT NULL,
    "id_vente" TEXT,
    "body" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "last_error" TEXT,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "secret_owner_table_owner_id_name_key" ON "secret"("owner_table", "owner_id", "name");

-- CreateIndex
CREATE INDEX "audit_log_website_id_at_idx" ON "audit_log"("website_id", "at");

-- CreateIndex
CREATE INDEX "idempotency_record_created_at_idx" ON "idempotency_record"("created_at");

-- CreateIndex
CREATE INDEX "shop_order_email_idx" ON "shop_order"("email");

-- CreateIndex
CREATE UNIQUE INDEX "shop_order_website_id_order_ref_key" ON "shop_order"("website_id", "order_ref");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_order_id_key" ON "invitation"("order_id");

-- CreateIndex
CREATE INDEX "invitation_send_at_idx" ON "invitation"("send_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_dedupe_key_key" ON "mail"("dedupe_key");

-- CreateIndex
CREATE INDEX "mail_review_id_idx" ON "mail"("review_id");

-- CreateIndex
CREATE INDEX "review_website_id_submitted_at_id_idx" ON "review"("website_id", "submitted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "review_website_id_status_submitted_at_idx" ON "review"("website_id", "status", "submitted_at");

-- CreateIndex
CREATE INDEX "review_website_id_type_status_submitted_at_id_idx" ON "review"("website_id", "type", "status", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "review_website_id_type_published_at_idx" ON "review"("website_id", "type", "published_at" DESC);

-- CreateIndex
CREATE INDEX "review_author_email_idx" ON "review"("author_email");

-- CreateIndex
CREATE UNIQUE INDEX "review_website_id_type_order_ref_product_ref_key" ON "review"("website_id", "type", "order_ref", "product_ref");

-- CreateIndex
CREATE INDEX "review_cause_review_id_idx" ON "review_cause"("review_id");

-- CreateIndex
CREATE INDEX "exchange_review_id_created_at_idx" ON "exchange"("review_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "exchange_zendesk_subdomain_zendesk_comment_id_key" ON "exchange"("zendesk_subdomain", "zendesk_comment_id");

-- CreateIndex
CREATE INDEX "report_review_id_idx" ON "report"("review_id");

-- CreateIndex
CREATE INDEX "report_state_due_at_idx" ON "report"("state", "due_at");

-- CreateIndex
CREATE INDEX "report_attachment_report_id_idx" ON "report_attachment"("report_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_event_review_id_seq_key" ON "review_event"("review_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE INDEX "membership_merchant_id_idx" ON "membership"("merchant_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "website_merchant_id_idx" ON "website"("merchant_id");

-- CreateIndex
CREATE UNIQUE INDEX "watched_word_website_id_word_key" ON "watched_word"("website_id", "word");

-- CreateIndex
CREATE UNIQUE INDEX "zendesk_connection_website_id_key" ON "zendesk_connection"("website_id");

-- CreateIndex
CREATE INDEX "zendesk_connection_subdomain_idx" ON "zendesk_connection"("subdomain");

-- CreateIndex
CREATE UNIQUE INDEX "website_zendeskapp_connection_id_key" ON "website_zendeskapp"("connection_id");

-- CreateIndex
CREATE INDEX "ticket_link_connection_id_idx" ON "ticket_link"("connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_link_subdomain_ticket_id_key" ON "ticket_link"("subdomain", "ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_link_subdomain_external_id_key" ON "ticket_link"("subdomain", "external_id");

-- CreateIndex
CREATE INDEX "delivery_review_id_idx" ON "delivery"("review_id");

-- CreateIndex
CREATE INDEX "delivery_connection_id_created_at_idx" ON "delivery"("connection_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_event_connection_id_invocation_id_key" ON "webhook_event"("connection_id", "invocation_id");

-- AddForeignKey
ALTER TABLE "shop_order" ADD CONSTRAINT "shop_order_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_product" ADD CONSTRAINT "order_product_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "shop_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "shop_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_version" ADD CONSTRAINT "review_version_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_cause" ADD CONSTRAINT "review_cause_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_attachment" ADD CONSTRAINT "report_attachment_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_event" ADD CONSTRAINT "review_event_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "website" ADD CONSTRAINT "website_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderation_setting" ADD CONSTRAINT "moderation_setting_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_setting" ADD CONSTRAINT "chat_setting_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_setting" ADD CONSTRAINT "notification_setting_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watched_word" ADD CONSTRAINT "watched_word_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zendesk_connection" ADD CONSTRAINT "zendesk_connection_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "website_zendeskapp" ADD CONSTRAINT "website_zendeskapp_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "website_zendeskapp" ADD CONSTRAINT "website_zendeskapp_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_link" ADD CONSTRAINT "ticket_link_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_link" ADD CONSTRAINT "ticket_link_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_event" ADD CONSTRAINT "webhook_event_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "platform" AS ENUM ('FR', 'ES', 'DE', 'IT', 'NL', 'UK', 'US', 'BR', 'PT', 'CO', 'PL', 'PE', 'CL', 'AU', 'NZ', 'MX');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('waiting', 'sending', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "erasure_source" AS ENUM ('author', 'shop');

-- CreateEnum
CREATE TYPE "erasure_ticket_state" AS ENUM ('waiting', 'done', 'needs_merchant');

-- CreateEnum
CREATE TYPE "count_state" AS ENUM ('counting', 'done', 'held');

-- CreateEnum
CREATE TYPE "health_state" AS ENUM ('ok', 'warning', 'fault', 'unknown');

-- CreateEnum
CREATE TYPE "review_type" AS ENUM ('brand', 'product');

-- CreateEnum
CREATE TYPE "review_status" AS ENUM ('pending', 'in_moderation', 'published', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "review_origin" AS ENUM ('invitation', 'shop_link', 'shop_api', 'imported');

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
CREATE TYPE "appeal_state" AS ENUM ('open', 'accepted', 'rejected', 'closed');

-- CreateEnum
CREATE TYPE "bulk_job_state" AS ENUM ('sending', 'running', 'lost');

-- CreateEnum
CREATE TYPE "backfill_state" AS ENUM ('running', 'paused', 'stopped', 'done');

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('merchant', 'agent');

-- CreateEnum
CREATE TYPE "shop_system" AS ENUM ('shopify', 'prestashop', 'magento', 'woocommerce', 'other');

-- CreateEnum
CREATE TYPE "ticket_erasure" AS ENUM ('redact', 'delete');

-- CreateEnum
CREATE TYPE "chat_kind" AS ENUM ('messaging', 'classic');

-- CreateEnum
CREATE TYPE "digest_frequency" AS ENUM ('none', 'daily', 'weekly');

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
CREATE TYPE "delivery_kind" AS ENUM ('create_ticket', 'update_ticket', 'replace_ticket');

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
    "figures" JSONB,

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
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
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
    "remind_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "chat_shown_at" TIMESTAMPTZ(3),
    "chat_opened_at" TIMESTAMPTZ(3),

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
CREATE TABLE "mail_opt_out" (
    "website_id" UUID NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_opt_out_pkey" PRIMARY KEY ("website_id","email_hash")
);

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
    "confirmed_at" TIMESTAMPTZ(3),

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
    "requester_id" BIGINT,
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
CREATE TABLE "ticket_feed" (
    "subdomain" TEXT NOT NULL,
    "cursor" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "page_size" INTEGER NOT NULL DEFAULT 1000,
    "caught_up_to" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error_code" TEXT,
    "last_error_detail" TEXT,

    CONSTRAINT "ticket_feed_pkey" PRIMARY KEY ("subdomain")
);

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
    "is_public" BOOLEAN,
    "follows_ticket_id" BIGINT,

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

-- CreateTable
CREATE TABLE "health_run" (
    "connection_id" UUID NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3),
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "told_faults" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "probe" TEXT,
    "probe_seen_at" TIMESTAMPTZ(3),
    "legacy_left" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "health_run_pkey" PRIMARY KEY ("connection_id")
);

-- CreateTable
CREATE TABLE "health_result" (
    "connection_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "health_state" NOT NULL,
    "reason" TEXT,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "last_good_at" TIMESTAMPTZ(3),

    CONSTRAINT "health_result_pkey" PRIMARY KEY ("connection_id","name")
);

-- CreateTable
CREATE TABLE "legacy_zendeskapp" (
    "website_id" UUID NOT NULL,
    "idCustomField" BIGINT,
    "idTrigger" BIGINT,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "legacy_zendeskapp_pkey" PRIMARY KEY ("website_id")
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
    "stated_at" TIMESTAMPTZ(3),
    "origin" "review_origin" NOT NULL DEFAULT 'shop_api',
    "origin_source" TEXT,
    "caused_by" TEXT NOT NULL DEFAULT '',
    "is_verified" BOOLEAN NOT NULL DEFAULT false,
    "status" "review_status" NOT NULL,
    "reported_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "refused_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "publish_due_at" TIMESTAMPTZ(3),
    "clock_left_ms" BIGINT,
    "exchanges_hidden" BOOLEAN NOT NULL DEFAULT false,
    "retired_at" TIMESTAMPTZ(3),
    "erased_at" TIMESTAMPTZ(3),
    "anonymised_by" UUID,
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
    "zendesk_ticket_id" BIGINT,
    "zendesk_file_count" SMALLINT NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exchange_pkey" PRIMARY KEY ("id")
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
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" "appeal_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "statement" TEXT,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shown_day" (
    "website_id" UUID NOT NULL,
    "type" "review_type" NOT NULL,
    "product_ref" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "stars_1" INTEGER NOT NULL DEFAULT 0,
    "stars_2" INTEGER NOT NULL DEFAULT 0,
    "stars_3" INTEGER NOT NULL DEFAULT 0,
    "stars_4" INTEGER NOT NULL DEFAULT 0,
    "stars_5" INTEGER NOT NULL DEFAULT 0,
    "others" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "shown_day_pkey" PRIMARY KEY ("website_id","type","product_ref","day")
);

-- CreateTable
CREATE TABLE "shown_version" (
    "website_id" UUID NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "shown_version_pkey" PRIMARY KEY ("website_id")
);

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

-- CreateTable
CREATE TABLE "past_ticket" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "subdomain" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "ticket_id" BIGINT NOT NULL,
    "synced_seq" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "past_ticket_pkey" PRIMARY KEY ("id")
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
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
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
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "daily_run_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ticket_erasure" "ticket_erasure" NOT NULL DEFAULT 'redact',
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
    "order_field_id" BIGINT,
    "rating_field_id" BIGINT,
    "has_tags" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "chat_setting_pkey" PRIMARY KEY ("website_id")
);

-- CreateTable
CREATE TABLE "invitation_setting" (
    "website_id" UUID NOT NULL,
    "delay_days" SMALLINT NOT NULL DEFAULT 0,
    "reminder_days" SMALLINT NOT NULL DEFAULT 7,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "invitation_setting_pkey" PRIMARY KEY ("website_id")
);

-- CreateTable
CREATE TABLE "notification_setting" (
    "website_id" UUID NOT NULL,
    "addresses" TEXT[],
    "on_new_review" BOOLEAN NOT NULL DEFAULT false,
    "on_to_handle" BOOLEAN NOT NULL DEFAULT true,
    "on_answer" BOOLEAN NOT NULL DEFAULT true,
    "on_decision" BOOLEAN NOT NULL DEFAULT true,
    "digest" "digest_frequency" NOT NULL DEFAULT 'none',
    "digest_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
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
CREATE TABLE "reply_template" (
    "id" UUID NOT NULL,
    "website_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reply_template_pkey" PRIMARY KEY ("id")
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
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "refresh_started_at" TIMESTAMPTZ(3),
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
    "ticket_group_id" BIGINT,
    "ticket_assignee_id" BIGINT,
    "ticket_brand_id" BIGINT,
    "ticket_form_id" BIGINT,
    "ticket_priority" TEXT,
    "ticket_type" TEXT,
    "ticket_tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "bot_users" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ticket_version" INTEGER NOT NULL DEFAULT 1,
    "setup_attempts" INTEGER NOT NULL DEFAULT 0,
    "setup_not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "exempt_notifications" BOOLEAN NOT NULL DEFAULT true,
    "other_tools_share" SMALLINT NOT NULL DEFAULT 30,
    "export_refused_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "zendesk_connection_pkey" PRIMARY KEY ("id")
);

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
    "read_due_at" TIMESTAMPTZ(3),
    "agent_replies" INTEGER,
    "refused_replies" INTEGER,
    "left_out" JSONB,
    "listed_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
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
    "payload" JSON NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_sent_at" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error_code" TEXT,
    "last_error_detail" TEXT,
    "last_status" INTEGER,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "is_outcome_unknown" BOOLEAN NOT NULL DEFAULT false,
    "fix_code" TEXT,
    "fix_subject" TEXT,
    "zendesk_request_id" TEXT,
    "ticket_id" BIGINT,
    "lane" SMALLINT NOT NULL DEFAULT 0,
    "bulk_job_id" UUID,
    "backfill_id" UUID,
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

-- CreateTable
CREATE TABLE "app_installation" (
    "id" UUID NOT NULL,
    "website_id" UUID NOT NULL,
    "subdomain" TEXT NOT NULL,
    "app_id" BIGINT NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "public_key" TEXT,
    "public_key_at" TIMESTAMPTZ(3),
    "package_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_installation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "secret_owner_table_owner_id_name_key" ON "secret"("owner_table", "owner_id", "name");

-- CreateIndex
CREATE INDEX "audit_log_website_id_at_idx" ON "audit_log"("website_id", "at");

-- CreateIndex
CREATE INDEX "idempotency_record_created_at_idx" ON "idempotency_record"("created_at");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateIndex
CREATE INDEX "shop_order_email_idx" ON "shop_order"("email");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_order_id_key" ON "invitation"("order_id");

-- CreateIndex
CREATE INDEX "invitation_send_at_idx" ON "invitation"("send_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_dedupe_key_key" ON "mail"("dedupe_key");

-- CreateIndex
CREATE INDEX "mail_review_id_idx" ON "mail"("review_id");

-- CreateIndex
CREATE INDEX "erasure_request_email_idx" ON "erasure_request"("email");

-- CreateIndex
CREATE INDEX "erasure_website_id_at_idx" ON "erasure"("website_id", "at");

-- CreateIndex
CREATE INDEX "erasure_ticket_erasure_id_idx" ON "erasure_ticket"("erasure_id");

-- CreateIndex
CREATE INDEX "erasure_ticket_state_not_before_idx" ON "erasure_ticket"("state", "not_before");

-- CreateIndex
CREATE INDEX "ticket_count_connection_id_started_at_idx" ON "ticket_count"("connection_id", "started_at");

-- CreateIndex
CREATE INDEX "ticket_count_night_idx" ON "ticket_count"("night");

-- CreateIndex
CREATE INDEX "count_finding_count_id_reason_idx" ON "count_finding"("count_id", "reason");

-- CreateIndex
CREATE INDEX "health_run_next_at_idx" ON "health_run"("next_at");

-- CreateIndex
CREATE INDEX "review_caused_by_idx" ON "review"("caused_by");

-- CreateIndex
CREATE INDEX "review_anonymised_by_idx" ON "review"("anonymised_by");

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
CREATE INDEX "review_cause_review_id_idx" ON "review_cause"("review_id");

-- CreateIndex
CREATE INDEX "exchange_review_id_created_at_idx" ON "exchange"("review_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "exchange_zendesk_subdomain_zendesk_comment_id_key" ON "exchange"("zendesk_subdomain", "zendesk_comment_id");

-- CreateIndex
CREATE INDEX "pending_reply_review_id_idx" ON "pending_reply"("review_id");

-- CreateIndex
CREATE INDEX "report_review_id_idx" ON "report"("review_id");

-- CreateIndex
CREATE INDEX "report_state_due_at_idx" ON "report"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "appeal_report_id_key" ON "appeal"("report_id");

-- CreateIndex
CREATE INDEX "appeal_review_id_idx" ON "appeal"("review_id");

-- CreateIndex
CREATE INDEX "appeal_state_due_at_idx" ON "appeal"("state", "due_at");

-- CreateIndex
CREATE INDEX "report_attachment_report_id_idx" ON "report_attachment"("report_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_event_review_id_seq_key" ON "review_event"("review_id", "seq");

-- CreateIndex
CREATE INDEX "alert_review_id_idx" ON "alert"("review_id");

-- CreateIndex
CREATE INDEX "alert_state_due_at_idx" ON "alert"("state", "due_at");

-- CreateIndex
CREATE INDEX "bulk_job_connection_id_idx" ON "bulk_job"("connection_id");

-- CreateIndex
CREATE INDEX "backfill_connection_id_created_at_idx" ON "backfill"("connection_id", "created_at");

-- CreateIndex
CREATE INDEX "past_ticket_review_id_idx" ON "past_ticket"("review_id");

-- CreateIndex
CREATE UNIQUE INDEX "past_ticket_subdomain_ticket_id_key" ON "past_ticket"("subdomain", "ticket_id");

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
CREATE UNIQUE INDEX "reply_template_website_id_locale_name_key" ON "reply_template"("website_id", "locale", "name");

-- CreateIndex
CREATE UNIQUE INDEX "zendesk_connection_website_id_key" ON "zendesk_connection"("website_id");

-- CreateIndex
CREATE INDEX "zendesk_connection_subdomain_idx" ON "zendesk_connection"("subdomain");

-- CreateIndex
CREATE INDEX "oauth_attempt_expires_at_idx" ON "oauth_attempt"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "website_zendeskapp_connection_id_key" ON "website_zendeskapp"("connection_id");

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

-- CreateIndex
CREATE INDEX "app_installation_website_id_idx" ON "app_installation"("website_id");

-- CreateIndex
CREATE UNIQUE INDEX "app_installation_subdomain_installation_id_key" ON "app_installation"("subdomain", "installation_id");

-- AddForeignKey
ALTER TABLE "shop_order" ADD CONSTRAINT "shop_order_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_product" ADD CONSTRAINT "order_product_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "shop_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "shop_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_opt_out" ADD CONSTRAINT "mail_opt_out_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasure_ticket" ADD CONSTRAINT "erasure_ticket_erasure_id_fkey" FOREIGN KEY ("erasure_id") REFERENCES "erasure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_count" ADD CONSTRAINT "ticket_count_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counted_ticket" ADD CONSTRAINT "counted_ticket_count_id_fkey" FOREIGN KEY ("count_id") REFERENCES "ticket_count"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "count_finding" ADD CONSTRAINT "count_finding_count_id_fkey" FOREIGN KEY ("count_id") REFERENCES "ticket_count"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "health_run" ADD CONSTRAINT "health_run_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "health_result" ADD CONSTRAINT "health_result_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "legacy_zendeskapp" ADD CONSTRAINT "legacy_zendeskapp_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_version" ADD CONSTRAINT "review_version_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_cause" ADD CONSTRAINT "review_cause_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_reply" ADD CONSTRAINT "pending_reply_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_attachment" ADD CONSTRAINT "report_attachment_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_event" ADD CONSTRAINT "review_event_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shown_day" ADD CONSTRAINT "shown_day_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shown_version" ADD CONSTRAINT "shown_version_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_job" ADD CONSTRAINT "bulk_job_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backfill" ADD CONSTRAINT "backfill_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "past_ticket" ADD CONSTRAINT "past_ticket_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

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
ALTER TABLE "invitation_setting" ADD CONSTRAINT "invitation_setting_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_setting" ADD CONSTRAINT "notification_setting_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watched_word" ADD CONSTRAINT "watched_word_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_template" ADD CONSTRAINT "reply_template_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zendesk_connection" ADD CONSTRAINT "zendesk_connection_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_attempt" ADD CONSTRAINT "oauth_attempt_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "website_zendeskapp" ADD CONSTRAINT "website_zendeskapp_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "website_zendeskapp" ADD CONSTRAINT "website_zendeskapp_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_link" ADD CONSTRAINT "ticket_link_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_installation" ADD CONSTRAINT "app_installation_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

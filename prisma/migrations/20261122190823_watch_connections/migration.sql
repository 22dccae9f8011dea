-- CreateEnum
CREATE TYPE "health_state" AS ENUM ('ok', 'warning', 'fault', 'unknown');

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

-- CreateIndex
CREATE INDEX "health_run_next_at_idx" ON "health_run"("next_at");

-- AddForeignKey
ALTER TABLE "health_run" ADD CONSTRAINT "health_run_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "health_result" ADD CONSTRAINT "health_result_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "zendesk_connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "legacy_zendeskapp" ADD CONSTRAINT "legacy_zendeskapp_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

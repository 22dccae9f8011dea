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
CREATE UNIQUE INDEX "reply_template_website_id_locale_name_key" ON "reply_template"("website_id", "locale", "name");

-- CreateIndex
CREATE INDEX "app_installation_website_id_idx" ON "app_installation"("website_id");

-- CreateIndex
CREATE UNIQUE INDEX "app_installation_subdomain_installation_id_key" ON "app_installation"("subdomain", "installation_id");

-- AddForeignKey
ALTER TABLE "reply_template" ADD CONSTRAINT "reply_template_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_installation" ADD CONSTRAINT "app_installation_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

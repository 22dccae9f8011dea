-- AlterTable
ALTER TABLE "zendesk_connection" ADD COLUMN     "ticket_version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "worker_heartbeat" ADD COLUMN     "figures" JSONB;

-- AlterTable
ALTER TABLE "erasure_ticket" ADD COLUMN     "requester_id" BIGINT;

-- Erasures look mails up by address.
CREATE INDEX mail_to_address_lower ON mail (lower(to_address));

-- Demo accounts and keys are known to everybody: a mark tells them, so that they let nobody in where demo data is off.
ALTER TABLE "user_account" ADD COLUMN "is_demo" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "website" ADD COLUMN "is_demo" BOOLEAN NOT NULL DEFAULT false;

UPDATE "user_account" SET "is_demo" = true
WHERE "email" IN ('merchant@demo.test', 'agent@demo.test', 'moderator@demo.test', 'moderator2@demo.test');
UPDATE "website" SET "is_demo" = true WHERE "merchant_id" = '6b1f1a52-0c84-4d0e-8a37-5d9c2e7f1b10';

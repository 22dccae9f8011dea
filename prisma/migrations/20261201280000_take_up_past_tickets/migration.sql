-- A website that comes back to an account takes its tickets there up again, and tells them what they were not told.
ALTER TABLE "past_ticket" ADD COLUMN "synced_seq" INTEGER NOT NULL DEFAULT 0;

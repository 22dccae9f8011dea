-- CreateIndex
CREATE INDEX "ticket_count_night_idx" ON "ticket_count"("night");

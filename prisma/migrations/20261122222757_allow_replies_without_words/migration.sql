-- A reply is written with words; only a change where it was written can take them all away.
ALTER TABLE exchange DROP CONSTRAINT exchange_body,
  ADD CONSTRAINT exchange_body CHECK (body <> '' OR changed_at IS NOT NULL);

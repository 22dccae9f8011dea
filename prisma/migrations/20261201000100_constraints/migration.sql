-- What the schema language cannot say: functions, triggers, checks, partial and expression indexes, the archive.


-- ──── Tables of the archive ────

CREATE SCHEMA archive;

CREATE TABLE archive.delivery (
  attempts integer NOT NULL,
  backfill_id uuid,
  connection_id uuid NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  done_at timestamp(3) with time zone NOT NULL,
  from_seq integer NOT NULL,
  id uuid NOT NULL,
  kind delivery_kind NOT NULL,
  last_status integer,
  review_id uuid NOT NULL,
  ticket_id bigint,
  to_seq integer NOT NULL,
  zendesk_request_id text
) PARTITION BY RANGE (created_at);

CREATE TABLE archive.webhook_event (
  attempts integer NOT NULL,
  connection_id uuid NOT NULL,
  handled_at timestamp(3) with time zone NOT NULL,
  id bigint NOT NULL,
  id_vente text,
  invocation_id text NOT NULL,
  outcome text,
  received_at timestamp(3) with time zone NOT NULL,
  ticket_id bigint NOT NULL
) PARTITION BY RANGE (received_at);


-- ──── Functions ────

CREATE FUNCTION add_shown(delta shown_day)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO shown_day AS s SELECT delta.*
  ON CONFLICT (website_id, type, product_ref, day) DO UPDATE SET
    stars_1 = s.stars_1 + excluded.stars_1, stars_2 = s.stars_2 + excluded.stars_2, stars_3 = s.stars_3 + excluded.stars_3,
    stars_4 = s.stars_4 + excluded.stars_4, stars_5 = s.stars_5 + excluded.stars_5, others = s.others + excluded.others
$function$
;

CREATE FUNCTION bump_shown(website uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO shown_version AS v (website_id, version) VALUES (website, 1)
  ON CONFLICT (website_id) DO UPDATE SET version = v.version + 1
$function$
;

-- What stands under a published review is shown with it.
CREATE FUNCTION bump_shown_of_exchanges()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM bump_shown(website_id) FROM (
    SELECT DISTINCT r.website_id FROM touched AS e JOIN review AS r ON r.id = e.review_id
    WHERE r.status = 'published' AND NOT r.exchanges_hidden ORDER BY 1
  ) AS w;
  RETURN NULL;
END $function$
;

CREATE FUNCTION bump_shown_of_website()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM bump_shown(NEW.id);
  RETURN NULL;
END $function$
;

-- References are kept as they came and compared as people see them: lib/platform/text/comparable.ts says the same for the code.
CREATE FUNCTION comparable(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (value ~ '^[!-~]*$'::text) THEN value ELSE btrim(regexp_replace(NORMALIZE(regexp_replace(value, '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+'::text, ''::text, 'g'::text), NFC), '[\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+'::text, ' '::text, 'g'::text)) END
;

-- No foreign key: adding and dropping a month would lock the table of connections, which everything reads.
CREATE FUNCTION forget_archive()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM archive.delivery WHERE connection_id = OLD.id;
  DELETE FROM archive.webhook_event WHERE connection_id = OLD.id;
  RETURN NULL;
END $function$
;

CREATE FUNCTION forget_links()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM ticket_link t USING gone WHERE t.review_id = gone.id;
  RETURN NULL;
END $function$
;

-- As for deliveries and webhooks: checked for every ticket, the key cost a seventh of planning it.
CREATE FUNCTION forget_traffic()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM delivery WHERE connection_id = OLD.id;
  DELETE FROM webhook_event WHERE connection_id = OLD.id;
  DELETE FROM ticket_link WHERE connection_id = OLD.id;
  RETURN NULL;
END $function$
;

-- A website that is being removed takes its reviews with it, and needs no figures any more.
CREATE FUNCTION keep_shown_of_deleted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM add_shown(t.delta) FROM (
    SELECT website_id, type, product_ref, (published_at AT TIME ZONE 'UTC')::date AS day,
      -(count(*) FILTER (WHERE is_verified AND rating = 1))::int, -(count(*) FILTER (WHERE is_verified AND rating = 2))::int,
      -(count(*) FILTER (WHERE is_verified AND rating = 3))::int, -(count(*) FILTER (WHERE is_verified AND rating = 4))::int,
      -(count(*) FILTER (WHERE is_verified AND rating = 5))::int, -(count(*) FILTER (WHERE NOT is_verified))::int
    FROM removed AS r WHERE status = 'published' AND EXISTS (SELECT 1 FROM website AS w WHERE w.id = r.website_id)
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ) AS c, LATERAL (SELECT (c.*)::shown_day AS delta) AS t;
  PERFORM bump_shown(website_id) FROM (
    SELECT DISTINCT website_id FROM removed AS r
    WHERE status = 'published' AND EXISTS (SELECT 1 FROM website AS w WHERE w.id = r.website_id) ORDER BY 1
  ) AS w;
  RETURN NULL;
END $function$
;

-- Statement triggers: a batch of a million rows is counted once per day it touches. Days and websites are taken in order, so
-- that two transactions never wait for each other's rows crosswise.
CREATE FUNCTION keep_shown_of_inserted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM add_shown(t.delta) FROM (
    SELECT website_id, type, product_ref, (published_at AT TIME ZONE 'UTC')::date AS day,
      (count(*) FILTER (WHERE is_verified AND rating = 1))::int, (count(*) FILTER (WHERE is_verified AND rating = 2))::int,
      (count(*) FILTER (WHERE is_verified AND rating = 3))::int, (count(*) FILTER (WHERE is_verified AND rating = 4))::int,
      (count(*) FILTER (WHERE is_verified AND rating = 5))::int, (count(*) FILTER (WHERE NOT is_verified))::int
    FROM added WHERE status = 'published' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ) AS c, LATERAL (SELECT (c.*)::shown_day AS delta) AS t;
  PERFORM bump_shown(website_id) FROM (SELECT DISTINCT website_id FROM added WHERE status = 'published' ORDER BY 1) AS w;
  RETURN NULL;
END $function$
;

CREATE FUNCTION keep_shown_of_updated()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM add_shown(t.delta) FROM (
    SELECT website_id, type, product_ref, (published_at AT TIME ZONE 'UTC')::date AS day,
      coalesce(sum(sign) FILTER (WHERE is_verified AND rating = 1), 0)::int AS one,
      coalesce(sum(sign) FILTER (WHERE is_verified AND rating = 2), 0)::int AS two,
      coalesce(sum(sign) FILTER (WHERE is_verified AND rating = 3), 0)::int AS three,
      coalesce(sum(sign) FILTER (WHERE is_verified AND rating = 4), 0)::int AS four,
      coalesce(sum(sign) FILTER (WHERE is_verified AND rating = 5), 0)::int AS five,
      coalesce(sum(sign) FILTER (WHERE NOT is_verified), 0)::int AS others
    FROM (
      SELECT -1 AS sign, website_id, type, product_ref, published_at, rating, is_verified FROM removed WHERE status = 'published'
      UNION ALL SELECT 1, website_id, type, product_ref, published_at, rating, is_verified FROM added WHERE status = 'published'
    ) AS s GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ) AS c, LATERAL (SELECT (c.*)::shown_day AS delta) AS t
  WHERE (c.one, c.two, c.three, c.four, c.five, c.others) <> (0, 0, 0, 0, 0, 0);
  PERFORM bump_shown(website_id) FROM (
    SELECT DISTINCT n.website_id FROM removed AS o JOIN added AS n USING (id)
    WHERE (o.status = 'published' OR n.status = 'published')
      AND (o.status, o.rating, o.comment, o.published_at, o.submitted_at, o.order_date, o.exchanges_hidden, o.is_anonymous, o.author_first_name, o.author_last_name, o.author_locale, o.product_name, o.is_verified, o.origin, o.origin_source)
      IS DISTINCT FROM
          (n.status, n.rating, n.comment, n.published_at, n.submitted_at, n.order_date, n.exchanges_hidden, n.is_anonymous, n.author_first_name, n.author_last_name, n.author_locale, n.product_name, n.is_verified, n.origin, n.origin_source)
    ORDER BY 1
  ) AS w;
  RETURN NULL;
END $function$
;

CREATE FUNCTION notify_connections()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  connection uuid;
BEGIN
  FOR connection IN SELECT DISTINCT connection_id FROM added LOOP
    IF EXISTS (SELECT 1 FROM zendesk_connection WHERE id = connection AND state = 'active') THEN
      PERFORM pg_notify('work', TG_TABLE_NAME || ' ' || connection);
    END IF;
  END LOOP;
  RETURN NULL;
END $function$
;

-- A signal that names its connection: the worker begins with that one, and asks nothing of the others. Nothing can be done for one that
-- is paused. The triggers change last, so that whoever writes waits for a moment only.
CREATE FUNCTION notify_connections_of_events()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  website uuid;
  connection uuid;
BEGIN
  -- One by one: as a join, the plan of a large import would be kept for the single event.
  FOR website IN SELECT DISTINCT website_id FROM added LOOP
    SELECT id INTO connection FROM zendesk_connection WHERE website_id = website AND state = 'active';
    IF FOUND THEN
      PERFORM pg_notify('work', TG_TABLE_NAME || ' ' || connection);
    END IF;
  END LOOP;
  RETURN NULL;
END $function$
;

-- Somebody waits for a count or a repair that was asked for.
CREATE FUNCTION notify_work()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_notify('work', TG_TABLE_NAME);
  RETURN NULL;
END $function$
;

-- History stays as it is, with one exception that the law makes: an author's erasure, which says so within its own transaction.
CREATE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_setting('reviews.erasing', true) = 'on' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $function$
;

-- What a search compares: besides, neither case nor accents count. A trigram index may be made of it.
CREATE FUNCTION search_key(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (value ~ '^[ -~]*$'::text) THEN lower(value) ELSE replace(replace(replace(translate(lower(regexp_replace(NORMALIZE(comparable(value), NFKD), '[\u0300-\u036f]+'::text, ''::text, 'g'::text)), 'øłđı'::text, 'oldi'::text), 'œ'::text, 'oe'::text), 'æ'::text, 'ae'::text), 'ß'::text, 'ss'::text) END
;


-- ──── Rules of the rows ────

ALTER TABLE alert ADD CONSTRAINT alert_decided CHECK (((state <> ALL (ARRAY['accepted'::appeal_state, 'rejected'::appeal_state])) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL))));

ALTER TABLE appeal ADD CONSTRAINT appeal_body CHECK ((body <> ''::text));

-- A decision has its decider, its date and its reasons; whoever decided the refusal never decides the appeal (kept by the service under the review's lock).
ALTER TABLE appeal ADD CONSTRAINT appeal_decided CHECK (((state <> ALL (ARRAY['accepted'::appeal_state, 'rejected'::appeal_state])) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (statement <> ''::text))));

ALTER TABLE archive.delivery ADD CONSTRAINT delivery_pkey PRIMARY KEY (connection_id, created_at, id);

ALTER TABLE archive.webhook_event ADD CONSTRAINT webhook_event_pkey PRIMARY KEY (connection_id, received_at, id);

ALTER TABLE chat_setting ADD CONSTRAINT chat_needs_key CHECK (((NOT is_enabled) OR (account_key IS NOT NULL)));

ALTER TABLE chat_setting ADD CONSTRAINT chat_rating_range CHECK (((max_rating >= 1) AND (max_rating <= 5)));

-- A reply is written with words; only a change where it was written can take them all away.
ALTER TABLE exchange ADD CONSTRAINT exchange_body CHECK (((body <> ''::text) OR (changed_at IS NOT NULL)));

ALTER TABLE exchange ADD CONSTRAINT exchange_zendesk CHECK (((zendesk_subdomain IS NULL) = (zendesk_comment_id IS NULL)));

ALTER TABLE invitation_setting ADD CONSTRAINT invitation_delay_range CHECK (((delay_days >= 0) AND (delay_days <= 30)));

ALTER TABLE invitation_setting ADD CONSTRAINT invitation_reminder_range CHECK (((reminder_days >= 0) AND (reminder_days <= 60)));

ALTER TABLE moderation_setting ADD CONSTRAINT moderation_brand_range CHECK (((brand_max_rating >= 0) AND (brand_max_rating <= 5)));

ALTER TABLE moderation_setting ADD CONSTRAINT moderation_product_range CHECK (((product_max_rating >= 0) AND (product_max_rating <= 5)));

ALTER TABLE pending_reply ADD CONSTRAINT pending_reply_body CHECK ((body <> ''::text));

ALTER TABLE report ADD CONSTRAINT report_decided CHECK (((state <> ALL (ARRAY['accepted'::report_state, 'rejected'::report_state])) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL))));

ALTER TABLE review ADD CONSTRAINT review_caused_by CHECK (((origin = ANY (ARRAY['invitation'::review_origin, 'shop_link'::review_origin])) = (caused_by <> ''::text)));

-- The clock runs exactly while the review is unpublished and no report is open.
ALTER TABLE review ADD CONSTRAINT review_clock CHECK (((publish_due_at IS NOT NULL) = ((status = ANY (ARRAY['pending'::review_status, 'in_moderation'::review_status])) AND (reported_at IS NULL))));

ALTER TABLE review ADD CONSTRAINT review_origin_source CHECK (((origin = 'imported'::review_origin) = (origin_source IS NOT NULL)));

ALTER TABLE review ADD CONSTRAINT review_product_ref CHECK (((type = 'product'::review_type) = (product_ref <> ''::text)));

ALTER TABLE review ADD CONSTRAINT review_published_at CHECK (((status <> 'published'::review_status) OR (published_at IS NOT NULL)));

ALTER TABLE review ADD CONSTRAINT review_rating_range CHECK (((rating >= 1) AND (rating <= 5)));

ALTER TABLE review ADD CONSTRAINT review_refused_at CHECK (((status <> 'refused'::review_status) OR (refused_at IS NOT NULL)));

ALTER TABLE review ADD CONSTRAINT review_reported_in_moderation CHECK (((reported_at IS NULL) OR (status = 'in_moderation'::review_status)));

ALTER TABLE review_version ADD CONSTRAINT version_rating_range CHECK (((rating >= 1) AND (rating <= 5)));

ALTER TABLE user_account ADD CONSTRAINT user_email_lower CHECK ((email = lower(email)));

-- What the schema language cannot say.
ALTER TABLE zendesk_connection ADD CONSTRAINT connection_other_tools_share CHECK (((other_tools_share >= 0) AND (other_tools_share <= 90)));

ALTER TABLE zendesk_connection ADD CONSTRAINT connection_scope CHECK (((ticket_scope = 'rating_at_most'::ticket_scope) = (ticket_max_rating IS NOT NULL)));

ALTER TABLE zendesk_connection ADD CONSTRAINT connection_subdomain CHECK ((subdomain ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text));


-- ──── Partial and expression indexes ────

CREATE INDEX delivery_of_backfill ON archive.delivery USING btree (backfill_id) WHERE (backfill_id IS NOT NULL);

CREATE INDEX delivery_of_review ON archive.delivery USING btree (review_id);

CREATE INDEX webhook_event_of_ticket ON archive.webhook_event USING btree (connection_id, ticket_id);

CREATE UNIQUE INDEX backfill_one_open ON backfill USING btree (connection_id) WHERE (state = ANY (ARRAY['running'::backfill_state, 'paused'::backfill_state]));

CREATE INDEX count_finding_asked ON count_finding USING btree (count_id) WHERE ((repair_asked_at IS NOT NULL) AND (repaired_at IS NULL) AND (refusal IS NULL));

CREATE INDEX delivery_of_backfill ON delivery USING btree (backfill_id, state) WHERE (backfill_id IS NOT NULL);

CREATE UNIQUE INDEX delivery_one_open ON delivery USING btree (review_id) WHERE (state <> 'done'::delivery_state);

CREATE INDEX delivery_open ON delivery USING btree (connection_id, bulk_job_id, not_before) WHERE ((state <> 'done'::delivery_state) AND (connection_id IS NOT NULL));

CREATE INDEX invitation_due ON invitation USING btree (send_at) WHERE (queued_at IS NULL);

CREATE INDEX invitation_reminder_due ON invitation USING btree (remind_at) WHERE (remind_at IS NOT NULL);

CREATE INDEX mail_due ON mail USING btree (not_before) WHERE (state = ANY (ARRAY['waiting'::mail_state, 'sending'::mail_state]));

-- Erasures look mails up by address.
CREATE INDEX mail_to_address_lower ON mail USING btree (lower(to_address));

-- The few replies that the worker looks for every other second.
CREATE INDEX pending_reply_due ON pending_reply USING btree (due_at) WHERE (refused_code IS NULL);

-- One open report, one open delivery per review.
CREATE UNIQUE INDEX report_one_open ON report USING btree (review_id) WHERE (state = ANY (ARRAY['open'::report_state, 'author_asked'::report_state]));

CREATE INDEX review_clock_due ON review USING btree (publish_due_at) WHERE (publish_due_at IS NOT NULL);

CREATE INDEX review_queue ON review USING btree (website_id, type, submitted_at, id) WHERE (status = ANY (ARRAY['pending'::review_status, 'in_moderation'::review_status]));

-- The compliance file and the moderation team count what left display on somebody's word: few rows of many.
CREATE INDEX review_removed ON review USING btree (website_id, rating) WHERE ((withdrawn_at IS NOT NULL) OR (anonymised_by IS NOT NULL));

CREATE UNIQUE INDEX review_sale ON review USING btree (website_id, type, comparable(order_ref), comparable(product_ref), caused_by);

-- The orders in which public lists are walked. The second serves each rating by itself, and all of them one after the other.
CREATE INDEX review_shown ON review USING btree (website_id, type, product_ref, is_verified, published_at, id) WHERE (status = 'published'::review_status);

CREATE INDEX review_shown_by_rating ON review USING btree (website_id, type, product_ref, is_verified, rating, published_at, id) WHERE (status = 'published'::review_status);

-- The small, hot sets that the worker scans.
CREATE INDEX review_event_unhandled ON review_event USING btree (website_id, id) WHERE (handled_at IS NULL);

CREATE UNIQUE INDEX shop_order_reference ON shop_order USING btree (website_id, comparable(order_ref));

CREATE INDEX ticket_count_due ON ticket_count USING btree (not_before) WHERE (state = 'counting'::count_state);

-- One count of the night's own, and one at a time.
CREATE UNIQUE INDEX ticket_count_one_a_night ON ticket_count USING btree (connection_id, night) WHERE (asked_by IS NULL);

CREATE UNIQUE INDEX ticket_count_one_open ON ticket_count USING btree (connection_id) WHERE (state = 'counting'::count_state);

-- Which tickets are next to be compared is asked often, of all of a connection's. Those that are not compared stand at the end.
CREATE INDEX ticket_link_compared ON ticket_link USING btree (connection_id, subdomain, (
CASE
    WHEN ((ticket_id IS NULL) OR (ticket_status = 'closed'::text)) THEN 'infinity'::timestamp with time zone
    ELSE COALESCE(checked_at, '-infinity'::timestamp with time zone)
END));

-- The small set the engine reads: everything else of a large account is left alone.
CREATE INDEX ticket_link_read_due ON ticket_link USING btree (connection_id, read_due_at) WHERE (read_due_at IS NOT NULL);

CREATE INDEX webhook_event_unhandled ON webhook_event USING btree (connection_id, id) WHERE (handled_at IS NULL);


-- ──── Triggers ────

-- Starting, pausing and resuming wake the worker.
CREATE TRIGGER backfill_work AFTER INSERT OR UPDATE OF state ON backfill FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

CREATE TRIGGER count_finding_work AFTER UPDATE OF repair_asked_at ON count_finding FOR EACH ROW WHEN ((new.repair_asked_at IS NOT NULL)) EXECUTE FUNCTION notify_work();

CREATE TRIGGER erasure_ticket_work AFTER INSERT ON erasure_ticket FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

CREATE TRIGGER exchange_shown_deleted AFTER DELETE ON exchange REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION bump_shown_of_exchanges();

CREATE TRIGGER exchange_shown_inserted AFTER INSERT ON exchange REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION bump_shown_of_exchanges();

CREATE TRIGGER exchange_shown_updated AFTER UPDATE ON exchange REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION bump_shown_of_exchanges();

CREATE TRIGGER invitation_work AFTER INSERT ON invitation FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

CREATE TRIGGER mail_work AFTER INSERT ON mail FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

CREATE TRIGGER review_forget_links AFTER DELETE ON review REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_links();

CREATE TRIGGER review_shown_deleted AFTER DELETE ON review REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION keep_shown_of_deleted();

CREATE TRIGGER review_shown_inserted AFTER INSERT ON review REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_shown_of_inserted();

CREATE TRIGGER review_shown_updated AFTER UPDATE ON review REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_shown_of_updated();

CREATE TRIGGER review_event_append_only BEFORE UPDATE OF review_id, website_id, seq, type, data, actor_kind, actor_name, at ON review_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER review_event_work AFTER INSERT ON review_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION notify_connections_of_events();

CREATE TRIGGER review_version_append_only BEFORE UPDATE ON review_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A trigger of the statement also fires when no row was inserted: the pump that looks for nights to begin would wake itself for ever.
CREATE TRIGGER ticket_count_work AFTER INSERT ON ticket_count FOR EACH ROW EXECUTE FUNCTION notify_work();

CREATE TRIGGER webhook_event_work AFTER INSERT ON webhook_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION notify_connections();

CREATE TRIGGER website_shown AFTER UPDATE OF name, url, locale, time_zone ON website FOR EACH ROW WHEN (((((old.name IS DISTINCT FROM new.name) OR (old.url IS DISTINCT FROM new.url)) OR (old.locale IS DISTINCT FROM new.locale)) OR (old.time_zone IS DISTINCT FROM new.time_zone))) EXECUTE FUNCTION bump_shown_of_website();

CREATE TRIGGER connection_work AFTER UPDATE OF state, version ON zendesk_connection FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

CREATE TRIGGER zendesk_connection_forget_archive AFTER DELETE ON zendesk_connection FOR EACH ROW EXECUTE FUNCTION forget_archive();

CREATE TRIGGER zendesk_connection_forget_traffic AFTER DELETE ON zendesk_connection FOR EACH ROW EXECUTE FUNCTION forget_traffic();

-- ──── What Prisma writes otherwise ────

-- A list is never unknown.
ALTER TABLE zendesk_connection ALTER COLUMN bot_users SET NOT NULL;

-- The one statement that writes links locks their reviews itself, all of a page at once (lib/sync/outbound/planStore.ts); the check of
-- the key did it again row by row. The trigger review_forget_links takes the links of deleted reviews along.
ALTER TABLE ticket_link ALTER CONSTRAINT ticket_link_review_id_fkey NOT ENFORCED;

-- Made by `npm run schema:dump` from the migrations and compared whole by `npm run check`. Not to be edited.

-- enum actor_kind
CREATE TYPE actor_kind AS ENUM ('author', 'merchant', 'moderator', 'system', 'shop', 'zendesk');

-- enum appeal_state
CREATE TYPE appeal_state AS ENUM ('open', 'accepted', 'rejected', 'closed');

-- enum backfill_state
CREATE TYPE backfill_state AS ENUM ('running', 'paused', 'stopped', 'done');

-- enum bulk_job_state
CREATE TYPE bulk_job_state AS ENUM ('sending', 'running', 'lost');

-- enum cause_kind
CREATE TYPE cause_kind AS ENUM ('rating', 'watched_word', 'insult', 'personal_data', 'repeated_characters', 'author_answer', 'report');

-- enum chat_kind
CREATE TYPE chat_kind AS ENUM ('messaging', 'classic');

-- enum connection_state
CREATE TYPE connection_state AS ENUM ('active', 'needs_credentials', 'needs_attention', 'disconnected');

-- enum count_state
CREATE TYPE count_state AS ENUM ('counting', 'done', 'held');

-- enum delivery_kind
CREATE TYPE delivery_kind AS ENUM ('create_ticket', 'update_ticket', 'replace_ticket');

-- enum delivery_state
CREATE TYPE delivery_state AS ENUM ('waiting', 'sending', 'done', 'needs_merchant', 'poisoned');

-- enum digest_frequency
CREATE TYPE digest_frequency AS ENUM ('none', 'daily', 'weekly');

-- enum erasure_source
CREATE TYPE erasure_source AS ENUM ('author', 'shop');

-- enum erasure_ticket_state
CREATE TYPE erasure_ticket_state AS ENUM ('waiting', 'done', 'needs_merchant');

-- enum exchange_origin
CREATE TYPE exchange_origin AS ENUM ('moderator', 'merchant', 'author');

-- enum exchange_source
CREATE TYPE exchange_source AS ENUM ('portal', 'api', 'zendesk', 'sidebar', 'mail');

-- enum health_state
CREATE TYPE health_state AS ENUM ('ok', 'warning', 'fault', 'unknown');

-- enum mail_state
CREATE TYPE mail_state AS ENUM ('waiting', 'sending', 'sent', 'failed');

-- enum member_role
CREATE TYPE member_role AS ENUM ('merchant', 'agent');

-- enum platform
CREATE TYPE platform AS ENUM ('FR', 'ES', 'DE', 'IT', 'NL', 'UK', 'US', 'BR', 'PT', 'CO', 'PL', 'PE', 'CL', 'AU', 'NZ', 'MX');

-- enum report_state
CREATE TYPE report_state AS ENUM ('open', 'accepted', 'rejected', 'author_asked', 'closed');

-- enum requester_mode
CREATE TYPE requester_mode AS ENUM ('author', 'integration_user');

-- enum review_origin
CREATE TYPE review_origin AS ENUM ('invitation', 'shop_link', 'shop_api', 'imported');

-- enum review_status
CREATE TYPE review_status AS ENUM ('pending', 'in_moderation', 'published', 'refused', 'withdrawn');

-- enum review_type
CREATE TYPE review_type AS ENUM ('brand', 'product');

-- enum shop_system
CREATE TYPE shop_system AS ENUM ('shopify', 'prestashop', 'magento', 'woocommerce', 'other');

-- enum ticket_erasure
CREATE TYPE ticket_erasure AS ENUM ('redact', 'delete');

-- enum ticket_scope
CREATE TYPE ticket_scope AS ENUM ('in_moderation', 'rating_at_most', 'all');

-- enum watched_word_category
CREATE TYPE watched_word_category AS ENUM ('delivery', 'product_quality', 'customer_service', 'price_refund', 'legal_threat', 'competitor', 'other');

-- enum zendesk_auth_method
CREATE TYPE zendesk_auth_method AS ENUM ('password', 'api_token', 'oauth_client_credentials', 'oauth_code');

-- sequence audit_log_id_seq
CREATE SEQUENCE audit_log_id_seq AS bigint;

-- sequence count_finding_id_seq
CREATE SEQUENCE count_finding_id_seq AS bigint;

-- sequence review_event_id_seq
CREATE SEQUENCE review_event_id_seq AS bigint;

-- sequence webhook_event_id_seq
CREATE SEQUENCE webhook_event_id_seq AS bigint;

-- function add_shown(shown_day)
CREATE OR REPLACE FUNCTION public.add_shown(delta shown_day)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO shown_day AS s SELECT delta.*
  ON CONFLICT (website_id, type, product_ref, day) DO UPDATE SET
    stars_1 = s.stars_1 + excluded.stars_1, stars_2 = s.stars_2 + excluded.stars_2, stars_3 = s.stars_3 + excluded.stars_3,
    stars_4 = s.stars_4 + excluded.stars_4, stars_5 = s.stars_5 + excluded.stars_5, others = s.others + excluded.others
$function$
;

-- function bump_shown(uuid)
CREATE OR REPLACE FUNCTION public.bump_shown(website uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO shown_version AS v (website_id, version) VALUES (website, 1)
  ON CONFLICT (website_id) DO UPDATE SET version = v.version + 1
$function$
;

-- function bump_shown_of_exchanges()
CREATE OR REPLACE FUNCTION public.bump_shown_of_exchanges()
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

-- function bump_shown_of_website()
CREATE OR REPLACE FUNCTION public.bump_shown_of_website()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM bump_shown(NEW.id);
  RETURN NULL;
END $function$
;

-- function comparable(text)
CREATE OR REPLACE FUNCTION public.comparable(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (value ~ '^[!-~]*$'::text) THEN value ELSE btrim(regexp_replace(NORMALIZE(regexp_replace(value, '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+'::text, ''::text, 'g'::text), NFC), '[\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+'::text, ' '::text, 'g'::text)) END
;

-- function forget_archive()
CREATE OR REPLACE FUNCTION public.forget_archive()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM archive.delivery WHERE connection_id = OLD.id;
  DELETE FROM archive.webhook_event WHERE connection_id = OLD.id;
  RETURN NULL;
END $function$
;

-- function forget_links()
CREATE OR REPLACE FUNCTION public.forget_links()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM ticket_link t USING gone WHERE t.review_id = gone.id;
  RETURN NULL;
END $function$
;

-- function forget_traffic()
CREATE OR REPLACE FUNCTION public.forget_traffic()
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

-- function keep_shown_of_deleted()
CREATE OR REPLACE FUNCTION public.keep_shown_of_deleted()
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

-- function keep_shown_of_inserted()
CREATE OR REPLACE FUNCTION public.keep_shown_of_inserted()
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

-- function keep_shown_of_updated()
CREATE OR REPLACE FUNCTION public.keep_shown_of_updated()
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

-- function notify_connections()
CREATE OR REPLACE FUNCTION public.notify_connections()
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

-- function notify_connections_of_events()
CREATE OR REPLACE FUNCTION public.notify_connections_of_events()
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

-- function notify_work()
CREATE OR REPLACE FUNCTION public.notify_work()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_notify('work', TG_TABLE_NAME);
  RETURN NULL;
END $function$
;

-- function refuse_change()
CREATE OR REPLACE FUNCTION public.refuse_change()
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

-- function search_key(text)
CREATE OR REPLACE FUNCTION public.search_key(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (value ~ '^[ -~]*$'::text) THEN lower(value) ELSE replace(replace(replace(translate(lower(regexp_replace(NORMALIZE(comparable(value), NFKD), '[\u0300-\u036f]+'::text, ''::text, 'g'::text)), 'øłđı'::text, 'oldi'::text), 'œ'::text, 'oe'::text), 'æ'::text, 'ae'::text), 'ß'::text, 'ss'::text) END
;

-- table alert
CREATE TABLE alert (
  comment text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  decided_at timestamp(3) with time zone,
  decided_by_id uuid,
  due_at timestamp(3) with time zone NOT NULL,
  id uuid NOT NULL,
  locale text NOT NULL,
  reason text NOT NULL,
  review_id uuid NOT NULL,
  state appeal_state NOT NULL DEFAULT 'open'::appeal_state,
  statement text
);

-- table app_installation
CREATE TABLE app_installation (
  app_id bigint NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  id uuid NOT NULL,
  installation_id bigint NOT NULL,
  opened_at timestamp(3) with time zone,
  package_hash text,
  public_key text,
  public_key_at timestamp(3) with time zone,
  subdomain text NOT NULL,
  title text NOT NULL DEFAULT ''::text,
  website_id uuid NOT NULL
);

-- table appeal
CREATE TABLE appeal (
  body text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  decided_at timestamp(3) with time zone,
  decided_by_id uuid,
  due_at timestamp(3) with time zone NOT NULL,
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  review_id uuid NOT NULL,
  state appeal_state NOT NULL DEFAULT 'open'::appeal_state,
  statement text
);

-- table archive.delivery
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

-- table archive.webhook_event
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

-- table audit_log
CREATE TABLE audit_log (
  action text NOT NULL,
  actor_name text NOT NULL,
  at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  data jsonb NOT NULL DEFAULT '{}'::jsonb,
  id bigint NOT NULL DEFAULT nextval('audit_log_id_seq'::regclass),
  merchant_id uuid,
  request_id text,
  user_id uuid,
  website_id uuid
);

-- table backfill
CREATE TABLE backfill (
  connection_id uuid NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  cursor_at timestamp(6) with time zone,
  cursor_id uuid,
  finished_at timestamp(3) with time zone,
  id uuid NOT NULL,
  looked integer NOT NULL DEFAULT 0,
  since timestamp(3) with time zone NOT NULL,
  skipped integer NOT NULL DEFAULT 0,
  started_by text NOT NULL,
  state backfill_state NOT NULL DEFAULT 'running'::backfill_state,
  statuses review_status[],
  total integer NOT NULL,
  until timestamp(3) with time zone NOT NULL
);

-- table bulk_job
CREATE TABLE bulk_job (
  check_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  connection_id uuid NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  delivery_ids uuid[],
  id uuid NOT NULL,
  kind delivery_kind NOT NULL,
  state bulk_job_state NOT NULL DEFAULT 'sending'::bulk_job_state,
  zendesk_job_id text
);

-- table chat_setting
CREATE TABLE chat_setting (
  account_key text,
  has_tags boolean NOT NULL DEFAULT false,
  is_enabled boolean NOT NULL DEFAULT false,
  kind chat_kind NOT NULL DEFAULT 'messaging'::chat_kind,
  max_rating smallint NOT NULL DEFAULT 2,
  order_field_id bigint,
  rating_field_id bigint,
  updated_at timestamp(3) with time zone NOT NULL,
  version integer NOT NULL DEFAULT 1,
  website_id uuid NOT NULL
);

-- table count_finding
CREATE TABLE count_finding (
  count_id uuid NOT NULL,
  id bigint NOT NULL DEFAULT nextval('count_finding_id_seq'::regclass),
  reason text NOT NULL,
  refusal text,
  repair_asked_at timestamp(3) with time zone,
  repaired_at timestamp(3) with time zone,
  review_id uuid,
  ticket_id bigint
);

-- table counted_ticket
CREATE TABLE counted_ticket (
  count_id uuid NOT NULL,
  created_at timestamp(3) with time zone,
  external_id text,
  follows_ticket_id bigint,
  is_public boolean,
  is_tagged boolean NOT NULL,
  status text,
  ticket_id bigint NOT NULL,
  updated_at timestamp(3) with time zone
);

-- table delivery
CREATE TABLE delivery (
  attempts integer NOT NULL DEFAULT 0,
  backfill_id uuid,
  bulk_job_id uuid,
  connection_id uuid NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  done_at timestamp(3) with time zone,
  failures integer NOT NULL DEFAULT 0,
  first_sent_at timestamp(3) with time zone,
  fix_code text,
  fix_subject text,
  from_seq integer NOT NULL,
  id uuid NOT NULL,
  is_outcome_unknown boolean NOT NULL DEFAULT false,
  kind delivery_kind NOT NULL,
  lane smallint NOT NULL DEFAULT 0,
  last_error_code text,
  last_error_detail text,
  last_status integer,
  not_before timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  payload json NOT NULL,
  review_id uuid NOT NULL,
  state delivery_state NOT NULL DEFAULT 'waiting'::delivery_state,
  ticket_id bigint,
  to_seq integer NOT NULL,
  zendesk_request_id text
);

-- table erased_link
CREATE TABLE erased_link (
  at timestamp(3) with time zone NOT NULL,
  hash bytea NOT NULL
);

-- table erasure
CREATE TABLE erasure (
  at timestamp(3) with time zone NOT NULL,
  confirmed_at timestamp(3) with time zone,
  email_hash bytea NOT NULL,
  id uuid NOT NULL,
  mails integer NOT NULL,
  orders integer NOT NULL,
  reviews integer NOT NULL,
  source erasure_source NOT NULL,
  website_id uuid
);

-- table erasure_request
CREATE TABLE erasure_request (
  created_at timestamp(3) with time zone NOT NULL,
  email text NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  id uuid NOT NULL
);

-- table erasure_ticket
CREATE TABLE erasure_ticket (
  attempts integer NOT NULL DEFAULT 0,
  connection_id uuid NOT NULL,
  done_at timestamp(3) with time zone,
  erasure_id uuid NOT NULL,
  external_id text NOT NULL,
  id uuid NOT NULL,
  is_requester_kept boolean NOT NULL DEFAULT false,
  last_error text,
  mode ticket_erasure NOT NULL,
  not_before timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  requester_id bigint,
  state erasure_ticket_state NOT NULL DEFAULT 'waiting'::erasure_ticket_state,
  subdomain text NOT NULL,
  ticket_id bigint,
  website_id uuid NOT NULL
);

-- table exchange
CREATE TABLE exchange (
  author_name text NOT NULL,
  body text NOT NULL,
  changed_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone NOT NULL,
  id uuid NOT NULL,
  origin exchange_origin NOT NULL,
  review_id uuid NOT NULL,
  source exchange_source NOT NULL,
  user_id uuid,
  zendesk_comment_id bigint,
  zendesk_file_count smallint NOT NULL DEFAULT 0,
  zendesk_subdomain text,
  zendesk_ticket_id bigint
);

-- table health_result
CREATE TABLE health_result (
  changed_at timestamp(3) with time zone NOT NULL,
  checked_at timestamp(3) with time zone NOT NULL,
  connection_id uuid NOT NULL,
  evidence jsonb NOT NULL DEFAULT '{}'::jsonb,
  last_good_at timestamp(3) with time zone,
  name text NOT NULL,
  reason text,
  state health_state NOT NULL
);

-- table health_run
CREATE TABLE health_run (
  checked_at timestamp(3) with time zone,
  connection_id uuid NOT NULL,
  legacy_left text[] DEFAULT ARRAY[]::text[],
  next_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  probe text,
  probe_seen_at timestamp(3) with time zone,
  sequence integer NOT NULL DEFAULT 0,
  told_faults text[] DEFAULT ARRAY[]::text[]
);

-- table idempotency_record
CREATE TABLE idempotency_record (
  body jsonb NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer NOT NULL,
  website_id uuid NOT NULL
);

-- table invitation
CREATE TABLE invitation (
  chat_opened_at timestamp(3) with time zone,
  chat_shown_at timestamp(3) with time zone,
  draft jsonb,
  expires_at timestamp(3) with time zone NOT NULL,
  id uuid NOT NULL,
  opened_at timestamp(3) with time zone,
  order_id uuid NOT NULL,
  queued_at timestamp(3) with time zone,
  remind_at timestamp(3) with time zone,
  reminded_at timestamp(3) with time zone,
  send_at timestamp(3) with time zone NOT NULL,
  submitted_at timestamp(3) with time zone,
  website_id uuid NOT NULL
);

-- table invitation_setting
CREATE TABLE invitation_setting (
  delay_days smallint NOT NULL DEFAULT 0,
  reminder_days smallint NOT NULL DEFAULT 7,
  version integer NOT NULL DEFAULT 1,
  website_id uuid NOT NULL
);

-- table lease
CREATE TABLE lease (
  name text NOT NULL,
  owner text NOT NULL,
  until timestamp(3) with time zone NOT NULL
);

-- table legacy_zendeskapp
CREATE TABLE legacy_zendeskapp (
  "idCustomField" bigint,
  "idTrigger" bigint,
  imported_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  website_id uuid NOT NULL
);

-- table mail
CREATE TABLE mail (
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  data jsonb NOT NULL DEFAULT '{}'::jsonb,
  dedupe_key text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  last_error text,
  locale text NOT NULL,
  locked_until timestamp(3) with time zone,
  not_before timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  review_id uuid,
  sent_at timestamp(3) with time zone,
  state mail_state NOT NULL DEFAULT 'waiting'::mail_state,
  to_address text NOT NULL,
  website_id uuid
);

-- table mail_opt_out
CREATE TABLE mail_opt_out (
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  email_hash bytea NOT NULL,
  website_id uuid NOT NULL
);

-- table membership
CREATE TABLE membership (
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  merchant_id uuid NOT NULL,
  role member_role NOT NULL,
  user_id uuid NOT NULL
);

-- table merchant
CREATE TABLE merchant (
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  id uuid NOT NULL,
  name text NOT NULL
);

-- table moderation_setting
CREATE TABLE moderation_setting (
  brand_max_rating smallint NOT NULL DEFAULT 2,
  product_max_rating smallint NOT NULL DEFAULT 2,
  updated_at timestamp(3) with time zone NOT NULL,
  version integer NOT NULL DEFAULT 1,
  website_id uuid NOT NULL
);

-- table notification_setting
CREATE TABLE notification_setting (
  addresses text[],
  digest digest_frequency NOT NULL DEFAULT 'none'::digest_frequency,
  digest_since timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  on_answer boolean NOT NULL DEFAULT true,
  on_decision boolean NOT NULL DEFAULT true,
  on_new_review boolean NOT NULL DEFAULT false,
  on_to_handle boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  website_id uuid NOT NULL
);

-- table oauth_attempt
CREATE TABLE oauth_attempt (
  exempt_notifications boolean NOT NULL DEFAULT true,
  expires_at timestamp(3) with time zone NOT NULL,
  is_spare boolean NOT NULL DEFAULT false,
  session_id text NOT NULL,
  state_hash text NOT NULL,
  subdomain text NOT NULL,
  used_at timestamp(3) with time zone,
  version integer NOT NULL,
  website_id uuid NOT NULL
);

-- table order_product
CREATE TABLE order_product (
  brand text,
  gtin text,
  image_url text,
  name text NOT NULL,
  order_id uuid NOT NULL,
  "position" smallint NOT NULL,
  ref text NOT NULL,
  sku text,
  url text
);

-- table past_ticket
CREATE TABLE past_ticket (
  connection_id uuid NOT NULL,
  ended_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  external_id text NOT NULL,
  id uuid NOT NULL,
  reason text NOT NULL,
  review_id uuid NOT NULL,
  subdomain text NOT NULL,
  synced_seq integer NOT NULL DEFAULT 0,
  ticket_id bigint NOT NULL
);

-- table pending_reply
CREATE TABLE pending_reply (
  author_name text NOT NULL,
  body text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  id uuid NOT NULL,
  refused_code text,
  review_id uuid NOT NULL,
  user_id uuid NOT NULL
);

-- table rate_limit
CREATE TABLE rate_limit (
  expire bigint,
  key character varying(255) NOT NULL,
  points integer NOT NULL DEFAULT 0
);

-- table reply_template
CREATE TABLE reply_template (
  body text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  id uuid NOT NULL,
  locale text NOT NULL,
  name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  website_id uuid NOT NULL
);

-- table report
CREATE TABLE report (
  actor_name text NOT NULL,
  comment text NOT NULL DEFAULT ''::text,
  created_at timestamp(3) with time zone NOT NULL,
  decided_at timestamp(3) with time zone,
  decided_by_id uuid,
  due_at timestamp(3) with time zone NOT NULL,
  id uuid NOT NULL,
  reason text NOT NULL,
  review_id uuid NOT NULL,
  state report_state NOT NULL DEFAULT 'open'::report_state,
  statement text,
  user_id uuid
);

-- table report_attachment
CREATE TABLE report_attachment (
  bytes integer NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  file_name text NOT NULL,
  id uuid NOT NULL,
  media_type text NOT NULL,
  report_id uuid NOT NULL,
  sha256 bytea NOT NULL
);

-- table retention_count
CREATE TABLE retention_count (
  count integer NOT NULL,
  day date NOT NULL,
  kind text NOT NULL,
  website_id uuid NOT NULL
);

-- table review
CREATE TABLE review (
  anonymised_by uuid,
  author_email text NOT NULL,
  author_first_name text NOT NULL,
  author_last_name text NOT NULL,
  author_locale text NOT NULL,
  caused_by text NOT NULL DEFAULT ''::text,
  clock_left_ms bigint,
  comment text NOT NULL DEFAULT ''::text,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  erased_at timestamp(3) with time zone,
  event_seq integer NOT NULL DEFAULT 0,
  exchanges_hidden boolean NOT NULL DEFAULT false,
  id uuid NOT NULL,
  is_anonymous boolean NOT NULL DEFAULT false,
  is_verified boolean NOT NULL DEFAULT false,
  order_date timestamp(3) with time zone,
  order_ref text NOT NULL,
  origin review_origin NOT NULL DEFAULT 'shop_api'::review_origin,
  origin_source text,
  product_name text,
  product_ref text NOT NULL DEFAULT ''::text,
  publish_due_at timestamp(3) with time zone,
  published_at timestamp(3) with time zone,
  rating smallint NOT NULL,
  refused_at timestamp(3) with time zone,
  reported_at timestamp(3) with time zone,
  retired_at timestamp(3) with time zone,
  stated_at timestamp(3) with time zone,
  status review_status NOT NULL,
  submitted_at timestamp(3) with time zone NOT NULL,
  text_version integer NOT NULL DEFAULT 1,
  type review_type NOT NULL,
  website_id uuid NOT NULL,
  withdrawn_at timestamp(3) with time zone
);

-- table review_cause
CREATE TABLE review_cause (
  category text,
  created_at timestamp(3) with time zone NOT NULL,
  "end" integer,
  id uuid NOT NULL,
  kind cause_kind NOT NULL,
  matched_text text,
  review_id uuid NOT NULL,
  start integer,
  text_version integer NOT NULL
);

-- table review_event
CREATE TABLE review_event (
  actor_kind actor_kind NOT NULL,
  actor_name text NOT NULL DEFAULT ''::text,
  at timestamp(3) with time zone NOT NULL,
  data jsonb NOT NULL DEFAULT '{}'::jsonb,
  handled_at timestamp(3) with time zone,
  id bigint NOT NULL DEFAULT nextval('review_event_id_seq'::regclass),
  review_id uuid NOT NULL,
  seq integer NOT NULL,
  type text NOT NULL,
  user_id uuid,
  website_id uuid NOT NULL
);

-- table review_version
CREATE TABLE review_version (
  comment text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  number integer NOT NULL,
  rating smallint NOT NULL,
  review_id uuid NOT NULL
);

-- table secret
CREATE TABLE secret (
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  id uuid NOT NULL,
  key_id text NOT NULL,
  last4 text NOT NULL,
  name text NOT NULL,
  owner_id text NOT NULL,
  owner_table text NOT NULL,
  sealed bytea NOT NULL
);

-- table session
CREATE TABLE session (
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamp(3) with time zone NOT NULL,
  id text NOT NULL,
  revoked_at timestamp(3) with time zone,
  user_agent text NOT NULL DEFAULT ''::text,
  user_id uuid NOT NULL
);

-- table shop_order
CREATE TABLE shop_order (
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  email text NOT NULL,
  first_name text NOT NULL,
  id uuid NOT NULL,
  last_name text NOT NULL,
  locale text NOT NULL,
  order_date timestamp(3) with time zone NOT NULL,
  order_ref text NOT NULL,
  website_id uuid NOT NULL
);

-- table shown_day
CREATE TABLE shown_day (
  day date NOT NULL,
  others integer NOT NULL DEFAULT 0,
  product_ref text NOT NULL,
  stars_1 integer NOT NULL DEFAULT 0,
  stars_2 integer NOT NULL DEFAULT 0,
  stars_3 integer NOT NULL DEFAULT 0,
  stars_4 integer NOT NULL DEFAULT 0,
  stars_5 integer NOT NULL DEFAULT 0,
  type review_type NOT NULL,
  website_id uuid NOT NULL
);

-- table shown_version
CREATE TABLE shown_version (
  version bigint NOT NULL DEFAULT 0,
  website_id uuid NOT NULL
);

-- table ticket_count
CREATE TABLE ticket_count (
  asked_by text,
  attempts integer NOT NULL DEFAULT 0,
  connection_id uuid NOT NULL,
  cursor text,
  finished_at timestamp(3) with time zone,
  id uuid NOT NULL,
  last_error_code text,
  last_error_detail text,
  left_out jsonb NOT NULL DEFAULT '{}'::jsonb,
  night date NOT NULL,
  not_before timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  reasons jsonb NOT NULL DEFAULT '{}'::jsonb,
  replies_home integer NOT NULL DEFAULT 0,
  replies_zendesk integer NOT NULL DEFAULT 0,
  reviews integer NOT NULL DEFAULT 0,
  started_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  state count_state NOT NULL DEFAULT 'counting'::count_state,
  step text NOT NULL DEFAULT 'tickets'::text,
  tickets integer NOT NULL DEFAULT 0
);

-- table ticket_feed
CREATE TABLE ticket_feed (
  caught_up_to timestamp(3) with time zone,
  cursor text,
  last_error_code text,
  last_error_detail text,
  next_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  page_size integer NOT NULL DEFAULT 1000,
  since timestamp(3) with time zone NOT NULL,
  subdomain text NOT NULL
);

-- table ticket_link
CREATE TABLE ticket_link (
  agent_replies integer,
  checked_at timestamp(3) with time zone,
  connection_id uuid NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  external_id text NOT NULL,
  last_comment_id bigint,
  left_out jsonb,
  listed_at timestamp(3) with time zone,
  read_at timestamp(3) with time zone,
  read_due_at timestamp(3) with time zone,
  refused_replies integer,
  review_id uuid NOT NULL,
  seen_updated_at timestamp(3) with time zone,
  subdomain text NOT NULL,
  synced_seq integer NOT NULL DEFAULT 0,
  ticket_id bigint,
  ticket_status text
);

-- table user_account
CREATE TABLE user_account (
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  disabled_at timestamp(3) with time zone,
  email text NOT NULL,
  id uuid NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  is_moderator boolean NOT NULL DEFAULT false,
  locale text NOT NULL DEFAULT 'fr'::text,
  name text NOT NULL,
  password_hash text NOT NULL
);

-- table watched_word
CREATE TABLE watched_word (
  category watched_word_category NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  id uuid NOT NULL,
  website_id uuid NOT NULL,
  word text NOT NULL
);

-- table webhook_event
CREATE TABLE webhook_event (
  attempts integer NOT NULL DEFAULT 0,
  body text NOT NULL,
  connection_id uuid NOT NULL,
  handled_at timestamp(3) with time zone,
  id bigint NOT NULL DEFAULT nextval('webhook_event_id_seq'::regclass),
  id_vente text,
  invocation_id text NOT NULL,
  last_error text,
  not_before timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  outcome text,
  received_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ticket_id bigint NOT NULL
);

-- table website
CREATE TABLE website (
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  daily_run_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  id uuid NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  locale text NOT NULL,
  merchant_id uuid NOT NULL,
  name text NOT NULL,
  platform platform NOT NULL,
  secret_key_hash bytea NOT NULL,
  shop_system shop_system NOT NULL DEFAULT 'other'::shop_system,
  ticket_erasure ticket_erasure NOT NULL DEFAULT 'redact'::ticket_erasure,
  time_zone text NOT NULL,
  url text NOT NULL
);

-- table website_zendeskapp
CREATE TABLE website_zendeskapp (
  checked_at timestamp(3) with time zone,
  connection_id uuid NOT NULL,
  "idCustomField" bigint,
  "idTrigger" bigint,
  "idWebhook" text,
  website_id uuid NOT NULL
);

-- table worker_heartbeat
CREATE TABLE worker_heartbeat (
  figures jsonb,
  id text NOT NULL,
  seen_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  started_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- table zendesk_budget
CREATE TABLE zendesk_budget (
  blocked_until timestamp(3) with time zone,
  limit_per_minute integer,
  owner text NOT NULL,
  seen_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  subdomain text NOT NULL,
  used integer NOT NULL DEFAULT 0,
  window_ends_at timestamp(3) with time zone
);

-- table zendesk_connection
CREATE TABLE zendesk_connection (
  access_token_expires_at timestamp(3) with time zone,
  bot_users text[] NOT NULL DEFAULT ARRAY[]::text[],
  created_at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  email text,
  exempt_notifications boolean NOT NULL DEFAULT true,
  export_refused_at timestamp(3) with time zone,
  id uuid NOT NULL,
  last_error_at timestamp(3) with time zone,
  last_error_code text,
  last_error_detail text,
  last_good_at timestamp(3) with time zone,
  method zendesk_auth_method NOT NULL,
  oauth_client_id text,
  other_tools_share smallint NOT NULL DEFAULT 30,
  refresh_started_at timestamp(3) with time zone,
  refresh_token_expires_at timestamp(3) with time zone,
  requester_mode requester_mode NOT NULL DEFAULT 'author'::requester_mode,
  setup_attempts integer NOT NULL DEFAULT 0,
  setup_not_before timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  state connection_state NOT NULL DEFAULT 'active'::connection_state,
  subdomain text NOT NULL,
  ticket_assignee_id bigint,
  ticket_brand_id bigint,
  ticket_form_id bigint,
  ticket_group_id bigint,
  ticket_max_rating smallint,
  ticket_priority text,
  ticket_scope ticket_scope NOT NULL DEFAULT 'in_moderation'::ticket_scope,
  ticket_tags text[] DEFAULT ARRAY[]::text[],
  ticket_type text,
  ticket_version integer NOT NULL DEFAULT 1,
  updated_at timestamp(3) with time zone NOT NULL,
  version integer NOT NULL DEFAULT 1,
  website_id uuid NOT NULL,
  zendesk_user_id bigint,
  zendesk_user_name text
);

-- constraint alert.alert_decided
ALTER TABLE alert ADD CONSTRAINT alert_decided CHECK (((state <> ALL (ARRAY['accepted'::appeal_state, 'rejected'::appeal_state])) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL))));

-- constraint alert.alert_pkey
ALTER TABLE alert ADD CONSTRAINT alert_pkey PRIMARY KEY (id);

-- constraint alert.alert_review_id_fkey
ALTER TABLE alert ADD CONSTRAINT alert_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint app_installation.app_installation_pkey
ALTER TABLE app_installation ADD CONSTRAINT app_installation_pkey PRIMARY KEY (id);

-- constraint app_installation.app_installation_website_id_fkey
ALTER TABLE app_installation ADD CONSTRAINT app_installation_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint appeal.appeal_body
ALTER TABLE appeal ADD CONSTRAINT appeal_body CHECK ((body <> ''::text));

-- constraint appeal.appeal_decided
ALTER TABLE appeal ADD CONSTRAINT appeal_decided CHECK (((state <> ALL (ARRAY['accepted'::appeal_state, 'rejected'::appeal_state])) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (statement <> ''::text))));

-- constraint appeal.appeal_pkey
ALTER TABLE appeal ADD CONSTRAINT appeal_pkey PRIMARY KEY (id);

-- constraint appeal.appeal_report_id_fkey
ALTER TABLE appeal ADD CONSTRAINT appeal_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint appeal.appeal_review_id_fkey
ALTER TABLE appeal ADD CONSTRAINT appeal_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint archive.delivery.delivery_pkey
ALTER TABLE archive.delivery ADD CONSTRAINT delivery_pkey PRIMARY KEY (connection_id, created_at, id);

-- constraint archive.webhook_event.webhook_event_pkey
ALTER TABLE archive.webhook_event ADD CONSTRAINT webhook_event_pkey PRIMARY KEY (connection_id, received_at, id);

-- constraint audit_log.audit_log_pkey
ALTER TABLE audit_log ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);

-- constraint backfill.backfill_connection_id_fkey
ALTER TABLE backfill ADD CONSTRAINT backfill_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES zendesk_connection(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint backfill.backfill_pkey
ALTER TABLE backfill ADD CONSTRAINT backfill_pkey PRIMARY KEY (id);

-- constraint bulk_job.bulk_job_connection_id_fkey
ALTER TABLE bulk_job ADD CONSTRAINT bulk_job_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES zendesk_connection(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint bulk_job.bulk_job_pkey
ALTER TABLE bulk_job ADD CONSTRAINT bulk_job_pkey PRIMARY KEY (id);

-- constraint chat_setting.chat_needs_key
ALTER TABLE chat_setting ADD CONSTRAINT chat_needs_key CHECK (((NOT is_enabled) OR (account_key IS NOT NULL)));

-- constraint chat_setting.chat_rating_range
ALTER TABLE chat_setting ADD CONSTRAINT chat_rating_range CHECK (((max_rating >= 1) AND (max_rating <= 5)));

-- constraint chat_setting.chat_setting_pkey
ALTER TABLE chat_setting ADD CONSTRAINT chat_setting_pkey PRIMARY KEY (website_id);

-- constraint chat_setting.chat_setting_website_id_fkey
ALTER TABLE chat_setting ADD CONSTRAINT chat_setting_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint count_finding.count_finding_count_id_fkey
ALTER TABLE count_finding ADD CONSTRAINT count_finding_count_id_fkey FOREIGN KEY (count_id) REFERENCES ticket_count(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint count_finding.count_finding_pkey
ALTER TABLE count_finding ADD CONSTRAINT count_finding_pkey PRIMARY KEY (id);

-- constraint counted_ticket.counted_ticket_count_id_fkey
ALTER TABLE counted_ticket ADD CONSTRAINT counted_ticket_count_id_fkey FOREIGN KEY (count_id) REFERENCES ticket_count(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint counted_ticket.counted_ticket_pkey
ALTER TABLE counted_ticket ADD CONSTRAINT counted_ticket_pkey PRIMARY KEY (count_id, ticket_id);

-- constraint delivery.delivery_pkey
ALTER TABLE delivery ADD CONSTRAINT delivery_pkey PRIMARY KEY (id);

-- constraint erased_link.erased_link_pkey
ALTER TABLE erased_link ADD CONSTRAINT erased_link_pkey PRIMARY KEY (hash);

-- constraint erasure.erasure_pkey
ALTER TABLE erasure ADD CONSTRAINT erasure_pkey PRIMARY KEY (id);

-- constraint erasure_request.erasure_request_pkey
ALTER TABLE erasure_request ADD CONSTRAINT erasure_request_pkey PRIMARY KEY (id);

-- constraint erasure_ticket.erasure_ticket_erasure_id_fkey
ALTER TABLE erasure_ticket ADD CONSTRAINT erasure_ticket_erasure_id_fkey FOREIGN KEY (erasure_id) REFERENCES erasure(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint erasure_ticket.erasure_ticket_pkey
ALTER TABLE erasure_ticket ADD CONSTRAINT erasure_ticket_pkey PRIMARY KEY (id);

-- constraint exchange.exchange_body
ALTER TABLE exchange ADD CONSTRAINT exchange_body CHECK (((body <> ''::text) OR (changed_at IS NOT NULL)));

-- constraint exchange.exchange_pkey
ALTER TABLE exchange ADD CONSTRAINT exchange_pkey PRIMARY KEY (id);

-- constraint exchange.exchange_review_id_fkey
ALTER TABLE exchange ADD CONSTRAINT exchange_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint exchange.exchange_zendesk
ALTER TABLE exchange ADD CONSTRAINT exchange_zendesk CHECK (((zendesk_subdomain IS NULL) = (zendesk_comment_id IS NULL)));

-- constraint health_result.health_result_connection_id_fkey
ALTER TABLE health_result ADD CONSTRAINT health_result_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES zendesk_connection(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint health_result.health_result_pkey
ALTER TABLE health_result ADD CONSTRAINT health_result_pkey PRIMARY KEY (connection_id, name);

-- constraint health_run.health_run_connection_id_fkey
ALTER TABLE health_run ADD CONSTRAINT health_run_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES zendesk_connection(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint health_run.health_run_pkey
ALTER TABLE health_run ADD CONSTRAINT health_run_pkey PRIMARY KEY (connection_id);

-- constraint idempotency_record.idempotency_record_pkey
ALTER TABLE idempotency_record ADD CONSTRAINT idempotency_record_pkey PRIMARY KEY (website_id, key);

-- constraint invitation.invitation_order_id_fkey
ALTER TABLE invitation ADD CONSTRAINT invitation_order_id_fkey FOREIGN KEY (order_id) REFERENCES shop_order(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint invitation.invitation_pkey
ALTER TABLE invitation ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);

-- constraint invitation_setting.invitation_delay_range
ALTER TABLE invitation_setting ADD CONSTRAINT invitation_delay_range CHECK (((delay_days >= 0) AND (delay_days <= 30)));

-- constraint invitation_setting.invitation_reminder_range
ALTER TABLE invitation_setting ADD CONSTRAINT invitation_reminder_range CHECK (((reminder_days >= 0) AND (reminder_days <= 60)));

-- constraint invitation_setting.invitation_setting_pkey
ALTER TABLE invitation_setting ADD CONSTRAINT invitation_setting_pkey PRIMARY KEY (website_id);

-- constraint invitation_setting.invitation_setting_website_id_fkey
ALTER TABLE invitation_setting ADD CONSTRAINT invitation_setting_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint lease.lease_pkey
ALTER TABLE lease ADD CONSTRAINT lease_pkey PRIMARY KEY (name);

-- constraint legacy_zendeskapp.legacy_zendeskapp_pkey
ALTER TABLE legacy_zendeskapp ADD CONSTRAINT legacy_zendeskapp_pkey PRIMARY KEY (website_id);

-- constraint legacy_zendeskapp.legacy_zendeskapp_website_id_fkey
ALTER TABLE legacy_zendeskapp ADD CONSTRAINT legacy_zendeskapp_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint mail.mail_pkey
ALTER TABLE mail ADD CONSTRAINT mail_pkey PRIMARY KEY (id);

-- constraint mail_opt_out.mail_opt_out_pkey
ALTER TABLE mail_opt_out ADD CONSTRAINT mail_opt_out_pkey PRIMARY KEY (website_id, email_hash);

-- constraint mail_opt_out.mail_opt_out_website_id_fkey
ALTER TABLE mail_opt_out ADD CONSTRAINT mail_opt_out_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint membership.membership_merchant_id_fkey
ALTER TABLE membership ADD CONSTRAINT membership_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint membership.membership_pkey
ALTER TABLE membership ADD CONSTRAINT membership_pkey PRIMARY KEY (user_id, merchant_id);

-- constraint membership.membership_user_id_fkey
ALTER TABLE membership ADD CONSTRAINT membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint merchant.merchant_pkey
ALTER TABLE merchant ADD CONSTRAINT merchant_pkey PRIMARY KEY (id);

-- constraint moderation_setting.moderation_brand_range
ALTER TABLE moderation_setting ADD CONSTRAINT moderation_brand_range CHECK (((brand_max_rating >= 0) AND (brand_max_rating <= 5)));

-- constraint moderation_setting.moderation_product_range
ALTER TABLE moderation_setting ADD CONSTRAINT moderation_product_range CHECK (((product_max_rating >= 0) AND (product_max_rating <= 5)));

-- constraint moderation_setting.moderation_setting_pkey
ALTER TABLE moderation_setting ADD CONSTRAINT moderation_setting_pkey PRIMARY KEY (website_id);

-- constraint moderation_setting.moderation_setting_website_id_fkey
ALTER TABLE moderation_setting ADD CONSTRAINT moderation_setting_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint notification_setting.notification_setting_pkey
ALTER TABLE notification_setting ADD CONSTRAINT notification_setting_pkey PRIMARY KEY (website_id);

-- constraint notification_setting.notification_setting_website_id_fkey
ALTER TABLE notification_setting ADD CONSTRAINT notification_setting_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint oauth_attempt.oauth_attempt_pkey
ALTER TABLE oauth_attempt ADD CONSTRAINT oauth_attempt_pkey PRIMARY KEY (state_hash);

-- constraint oauth_attempt.oauth_attempt_website_id_fkey
ALTER TABLE oauth_attempt ADD CONSTRAINT oauth_attempt_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint order_product.order_product_order_id_fkey
ALTER TABLE order_product ADD CONSTRAINT order_product_order_id_fkey FOREIGN KEY (order_id) REFERENCES shop_order(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint order_product.order_product_pkey
ALTER TABLE order_product ADD CONSTRAINT order_product_pkey PRIMARY KEY (order_id, ref);

-- constraint past_ticket.past_ticket_pkey
ALTER TABLE past_ticket ADD CONSTRAINT past_ticket_pkey PRIMARY KEY (id);

-- constraint past_ticket.past_ticket_review_id_fkey
ALTER TABLE past_ticket ADD CONSTRAINT past_ticket_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint pending_reply.pending_reply_body
ALTER TABLE pending_reply ADD CONSTRAINT pending_reply_body CHECK ((body <> ''::text));

-- constraint pending_reply.pending_reply_pkey
ALTER TABLE pending_reply ADD CONSTRAINT pending_reply_pkey PRIMARY KEY (id);

-- constraint pending_reply.pending_reply_review_id_fkey
ALTER TABLE pending_reply ADD CONSTRAINT pending_reply_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint rate_limit.rate_limit_pkey
ALTER TABLE rate_limit ADD CONSTRAINT rate_limit_pkey PRIMARY KEY (key);

-- constraint reply_template.reply_template_pkey
ALTER TABLE reply_template ADD CONSTRAINT reply_template_pkey PRIMARY KEY (id);

-- constraint reply_template.reply_template_website_id_fkey
ALTER TABLE reply_template ADD CONSTRAINT reply_template_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint report.report_decided
ALTER TABLE report ADD CONSTRAINT report_decided CHECK (((state <> ALL (ARRAY['accepted'::report_state, 'rejected'::report_state])) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL))));

-- constraint report.report_pkey
ALTER TABLE report ADD CONSTRAINT report_pkey PRIMARY KEY (id);

-- constraint report.report_review_id_fkey
ALTER TABLE report ADD CONSTRAINT report_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint report_attachment.report_attachment_pkey
ALTER TABLE report_attachment ADD CONSTRAINT report_attachment_pkey PRIMARY KEY (id);

-- constraint report_attachment.report_attachment_report_id_fkey
ALTER TABLE report_attachment ADD CONSTRAINT report_attachment_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint retention_count.retention_count_pkey
ALTER TABLE retention_count ADD CONSTRAINT retention_count_pkey PRIMARY KEY (website_id, kind, day);

-- constraint review.review_caused_by
ALTER TABLE review ADD CONSTRAINT review_caused_by CHECK (((origin = ANY (ARRAY['invitation'::review_origin, 'shop_link'::review_origin])) = (caused_by <> ''::text)));

-- constraint review.review_clock
ALTER TABLE review ADD CONSTRAINT review_clock CHECK (((publish_due_at IS NOT NULL) = ((status = ANY (ARRAY['pending'::review_status, 'in_moderation'::review_status])) AND (reported_at IS NULL))));

-- constraint review.review_origin_source
ALTER TABLE review ADD CONSTRAINT review_origin_source CHECK (((origin = 'imported'::review_origin) = (origin_source IS NOT NULL)));

-- constraint review.review_pkey
ALTER TABLE review ADD CONSTRAINT review_pkey PRIMARY KEY (id);

-- constraint review.review_product_ref
ALTER TABLE review ADD CONSTRAINT review_product_ref CHECK (((type = 'product'::review_type) = (product_ref <> ''::text)));

-- constraint review.review_published_at
ALTER TABLE review ADD CONSTRAINT review_published_at CHECK (((status <> 'published'::review_status) OR (published_at IS NOT NULL)));

-- constraint review.review_rating_range
ALTER TABLE review ADD CONSTRAINT review_rating_range CHECK (((rating >= 1) AND (rating <= 5)));

-- constraint review.review_refused_at
ALTER TABLE review ADD CONSTRAINT review_refused_at CHECK (((status <> 'refused'::review_status) OR (refused_at IS NOT NULL)));

-- constraint review.review_reported_in_moderation
ALTER TABLE review ADD CONSTRAINT review_reported_in_moderation CHECK (((reported_at IS NULL) OR (status = 'in_moderation'::review_status)));

-- constraint review.review_website_id_fkey
ALTER TABLE review ADD CONSTRAINT review_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint review_cause.review_cause_pkey
ALTER TABLE review_cause ADD CONSTRAINT review_cause_pkey PRIMARY KEY (id);

-- constraint review_cause.review_cause_review_id_fkey
ALTER TABLE review_cause ADD CONSTRAINT review_cause_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint review_event.review_event_pkey
ALTER TABLE review_event ADD CONSTRAINT review_event_pkey PRIMARY KEY (id);

-- constraint review_event.review_event_review_id_fkey
ALTER TABLE review_event ADD CONSTRAINT review_event_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint review_version.review_version_pkey
ALTER TABLE review_version ADD CONSTRAINT review_version_pkey PRIMARY KEY (review_id, number);

-- constraint review_version.review_version_review_id_fkey
ALTER TABLE review_version ADD CONSTRAINT review_version_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint review_version.version_rating_range
ALTER TABLE review_version ADD CONSTRAINT version_rating_range CHECK (((rating >= 1) AND (rating <= 5)));

-- constraint secret.secret_pkey
ALTER TABLE secret ADD CONSTRAINT secret_pkey PRIMARY KEY (id);

-- constraint session.session_pkey
ALTER TABLE session ADD CONSTRAINT session_pkey PRIMARY KEY (id);

-- constraint session.session_user_id_fkey
ALTER TABLE session ADD CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint shop_order.shop_order_pkey
ALTER TABLE shop_order ADD CONSTRAINT shop_order_pkey PRIMARY KEY (id);

-- constraint shop_order.shop_order_website_id_fkey
ALTER TABLE shop_order ADD CONSTRAINT shop_order_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint shown_day.shown_day_pkey
ALTER TABLE shown_day ADD CONSTRAINT shown_day_pkey PRIMARY KEY (website_id, type, product_ref, day);

-- constraint shown_day.shown_day_website_id_fkey
ALTER TABLE shown_day ADD CONSTRAINT shown_day_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint shown_version.shown_version_pkey
ALTER TABLE shown_version ADD CONSTRAINT shown_version_pkey PRIMARY KEY (website_id);

-- constraint shown_version.shown_version_website_id_fkey
ALTER TABLE shown_version ADD CONSTRAINT shown_version_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint ticket_count.ticket_count_connection_id_fkey
ALTER TABLE ticket_count ADD CONSTRAINT ticket_count_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES zendesk_connection(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint ticket_count.ticket_count_pkey
ALTER TABLE ticket_count ADD CONSTRAINT ticket_count_pkey PRIMARY KEY (id);

-- constraint ticket_feed.ticket_feed_pkey
ALTER TABLE ticket_feed ADD CONSTRAINT ticket_feed_pkey PRIMARY KEY (subdomain);

-- constraint ticket_link.ticket_link_pkey
ALTER TABLE ticket_link ADD CONSTRAINT ticket_link_pkey PRIMARY KEY (review_id);

-- constraint ticket_link.ticket_link_review_id_fkey
ALTER TABLE ticket_link ADD CONSTRAINT ticket_link_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON UPDATE CASCADE ON DELETE CASCADE NOT ENFORCED;

-- constraint user_account.user_account_pkey
ALTER TABLE user_account ADD CONSTRAINT user_account_pkey PRIMARY KEY (id);

-- constraint user_account.user_email_lower
ALTER TABLE user_account ADD CONSTRAINT user_email_lower CHECK ((email = lower(email)));

-- constraint watched_word.watched_word_pkey
ALTER TABLE watched_word ADD CONSTRAINT watched_word_pkey PRIMARY KEY (id);

-- constraint watched_word.watched_word_website_id_fkey
ALTER TABLE watched_word ADD CONSTRAINT watched_word_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint webhook_event.webhook_event_pkey
ALTER TABLE webhook_event ADD CONSTRAINT webhook_event_pkey PRIMARY KEY (id);

-- constraint website.website_merchant_id_fkey
ALTER TABLE website ADD CONSTRAINT website_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint website.website_pkey
ALTER TABLE website ADD CONSTRAINT website_pkey PRIMARY KEY (id);

-- constraint website_zendeskapp.website_zendeskapp_connection_id_fkey
ALTER TABLE website_zendeskapp ADD CONSTRAINT website_zendeskapp_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES zendesk_connection(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint website_zendeskapp.website_zendeskapp_pkey
ALTER TABLE website_zendeskapp ADD CONSTRAINT website_zendeskapp_pkey PRIMARY KEY (website_id);

-- constraint website_zendeskapp.website_zendeskapp_website_id_fkey
ALTER TABLE website_zendeskapp ADD CONSTRAINT website_zendeskapp_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- constraint worker_heartbeat.worker_heartbeat_pkey
ALTER TABLE worker_heartbeat ADD CONSTRAINT worker_heartbeat_pkey PRIMARY KEY (id);

-- constraint zendesk_budget.zendesk_budget_pkey
ALTER TABLE zendesk_budget ADD CONSTRAINT zendesk_budget_pkey PRIMARY KEY (subdomain, owner);

-- constraint zendesk_connection.connection_other_tools_share
ALTER TABLE zendesk_connection ADD CONSTRAINT connection_other_tools_share CHECK (((other_tools_share >= 0) AND (other_tools_share <= 90)));

-- constraint zendesk_connection.connection_scope
ALTER TABLE zendesk_connection ADD CONSTRAINT connection_scope CHECK (((ticket_scope = 'rating_at_most'::ticket_scope) = (ticket_max_rating IS NOT NULL)));

-- constraint zendesk_connection.connection_subdomain
ALTER TABLE zendesk_connection ADD CONSTRAINT connection_subdomain CHECK ((subdomain ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text));

-- constraint zendesk_connection.zendesk_connection_pkey
ALTER TABLE zendesk_connection ADD CONSTRAINT zendesk_connection_pkey PRIMARY KEY (id);

-- constraint zendesk_connection.zendesk_connection_website_id_fkey
ALTER TABLE zendesk_connection ADD CONSTRAINT zendesk_connection_website_id_fkey FOREIGN KEY (website_id) REFERENCES website(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- index alert.alert_review_id_idx
CREATE INDEX alert_review_id_idx ON public.alert USING btree (review_id);

-- index alert.alert_state_due_at_idx
CREATE INDEX alert_state_due_at_idx ON public.alert USING btree (state, due_at);

-- index app_installation.app_installation_subdomain_installation_id_key
CREATE UNIQUE INDEX app_installation_subdomain_installation_id_key ON public.app_installation USING btree (subdomain, installation_id);

-- index app_installation.app_installation_website_id_idx
CREATE INDEX app_installation_website_id_idx ON public.app_installation USING btree (website_id);

-- index appeal.appeal_report_id_key
CREATE UNIQUE INDEX appeal_report_id_key ON public.appeal USING btree (report_id);

-- index appeal.appeal_review_id_idx
CREATE INDEX appeal_review_id_idx ON public.appeal USING btree (review_id);

-- index appeal.appeal_state_due_at_idx
CREATE INDEX appeal_state_due_at_idx ON public.appeal USING btree (state, due_at);

-- index archive.delivery.delivery_of_backfill
CREATE INDEX delivery_of_backfill ON ONLY archive.delivery USING btree (backfill_id) WHERE (backfill_id IS NOT NULL);

-- index archive.delivery.delivery_of_review
CREATE INDEX delivery_of_review ON ONLY archive.delivery USING btree (review_id);

-- index archive.webhook_event.webhook_event_of_ticket
CREATE INDEX webhook_event_of_ticket ON ONLY archive.webhook_event USING btree (connection_id, ticket_id);

-- index audit_log.audit_log_website_id_at_idx
CREATE INDEX audit_log_website_id_at_idx ON public.audit_log USING btree (website_id, at);

-- index backfill.backfill_connection_id_created_at_idx
CREATE INDEX backfill_connection_id_created_at_idx ON public.backfill USING btree (connection_id, created_at);

-- index backfill.backfill_one_open
CREATE UNIQUE INDEX backfill_one_open ON public.backfill USING btree (connection_id) WHERE (state = ANY (ARRAY['running'::backfill_state, 'paused'::backfill_state]));

-- index bulk_job.bulk_job_connection_id_idx
CREATE INDEX bulk_job_connection_id_idx ON public.bulk_job USING btree (connection_id);

-- index count_finding.count_finding_asked
CREATE INDEX count_finding_asked ON public.count_finding USING btree (count_id) WHERE ((repair_asked_at IS NOT NULL) AND (repaired_at IS NULL) AND (refusal IS NULL));

-- index count_finding.count_finding_count_id_reason_idx
CREATE INDEX count_finding_count_id_reason_idx ON public.count_finding USING btree (count_id, reason);

-- index delivery.delivery_connection_id_created_at_idx
CREATE INDEX delivery_connection_id_created_at_idx ON public.delivery USING btree (connection_id, created_at);

-- index delivery.delivery_of_backfill
CREATE INDEX delivery_of_backfill ON public.delivery USING btree (backfill_id, state) WHERE (backfill_id IS NOT NULL);

-- index delivery.delivery_one_open
CREATE UNIQUE INDEX delivery_one_open ON public.delivery USING btree (review_id) WHERE (state <> 'done'::delivery_state);

-- index delivery.delivery_open
CREATE INDEX delivery_open ON public.delivery USING btree (connection_id, bulk_job_id, not_before) WHERE ((state <> 'done'::delivery_state) AND (connection_id IS NOT NULL));

-- index delivery.delivery_review_id_idx
CREATE INDEX delivery_review_id_idx ON public.delivery USING btree (review_id);

-- index erasure.erasure_website_id_at_idx
CREATE INDEX erasure_website_id_at_idx ON public.erasure USING btree (website_id, at);

-- index erasure_request.erasure_request_email_idx
CREATE INDEX erasure_request_email_idx ON public.erasure_request USING btree (email);

-- index erasure_ticket.erasure_ticket_erasure_id_idx
CREATE INDEX erasure_ticket_erasure_id_idx ON public.erasure_ticket USING btree (erasure_id);

-- index erasure_ticket.erasure_ticket_state_not_before_idx
CREATE INDEX erasure_ticket_state_not_before_idx ON public.erasure_ticket USING btree (state, not_before);

-- index exchange.exchange_review_id_created_at_idx
CREATE INDEX exchange_review_id_created_at_idx ON public.exchange USING btree (review_id, created_at);

-- index exchange.exchange_zendesk_subdomain_zendesk_comment_id_key
CREATE UNIQUE INDEX exchange_zendesk_subdomain_zendesk_comment_id_key ON public.exchange USING btree (zendesk_subdomain, zendesk_comment_id);

-- index health_run.health_run_next_at_idx
CREATE INDEX health_run_next_at_idx ON public.health_run USING btree (next_at);

-- index idempotency_record.idempotency_record_created_at_idx
CREATE INDEX idempotency_record_created_at_idx ON public.idempotency_record USING btree (created_at);

-- index invitation.invitation_due
CREATE INDEX invitation_due ON public.invitation USING btree (send_at) WHERE (queued_at IS NULL);

-- index invitation.invitation_order_id_key
CREATE UNIQUE INDEX invitation_order_id_key ON public.invitation USING btree (order_id);

-- index invitation.invitation_reminder_due
CREATE INDEX invitation_reminder_due ON public.invitation USING btree (remind_at) WHERE (remind_at IS NOT NULL);

-- index invitation.invitation_send_at_idx
CREATE INDEX invitation_send_at_idx ON public.invitation USING btree (send_at);

-- index mail.mail_dedupe_key_key
CREATE UNIQUE INDEX mail_dedupe_key_key ON public.mail USING btree (dedupe_key);

-- index mail.mail_due
CREATE INDEX mail_due ON public.mail USING btree (not_before) WHERE (state = ANY (ARRAY['waiting'::mail_state, 'sending'::mail_state]));

-- index mail.mail_review_id_idx
CREATE INDEX mail_review_id_idx ON public.mail USING btree (review_id);

-- index mail.mail_to_address_lower
CREATE INDEX mail_to_address_lower ON public.mail USING btree (lower(to_address));

-- index membership.membership_merchant_id_idx
CREATE INDEX membership_merchant_id_idx ON public.membership USING btree (merchant_id);

-- index oauth_attempt.oauth_attempt_expires_at_idx
CREATE INDEX oauth_attempt_expires_at_idx ON public.oauth_attempt USING btree (expires_at);

-- index past_ticket.past_ticket_review_id_idx
CREATE INDEX past_ticket_review_id_idx ON public.past_ticket USING btree (review_id);

-- index past_ticket.past_ticket_subdomain_ticket_id_key
CREATE UNIQUE INDEX past_ticket_subdomain_ticket_id_key ON public.past_ticket USING btree (subdomain, ticket_id);

-- index pending_reply.pending_reply_due
CREATE INDEX pending_reply_due ON public.pending_reply USING btree (due_at) WHERE (refused_code IS NULL);

-- index pending_reply.pending_reply_review_id_idx
CREATE INDEX pending_reply_review_id_idx ON public.pending_reply USING btree (review_id);

-- index rate_limit.rate_limit_expire_idx
CREATE INDEX rate_limit_expire_idx ON public.rate_limit USING btree (expire);

-- index reply_template.reply_template_website_id_locale_name_key
CREATE UNIQUE INDEX reply_template_website_id_locale_name_key ON public.reply_template USING btree (website_id, locale, name);

-- index report.report_one_open
CREATE UNIQUE INDEX report_one_open ON public.report USING btree (review_id) WHERE (state = ANY (ARRAY['open'::report_state, 'author_asked'::report_state]));

-- index report.report_review_id_idx
CREATE INDEX report_review_id_idx ON public.report USING btree (review_id);

-- index report.report_state_due_at_idx
CREATE INDEX report_state_due_at_idx ON public.report USING btree (state, due_at);

-- index report_attachment.report_attachment_report_id_idx
CREATE INDEX report_attachment_report_id_idx ON public.report_attachment USING btree (report_id);

-- index review.review_anonymised_by_idx
CREATE INDEX review_anonymised_by_idx ON public.review USING btree (anonymised_by);

-- index review.review_author_email_idx
CREATE INDEX review_author_email_idx ON public.review USING btree (author_email);

-- index review.review_caused_by_idx
CREATE INDEX review_caused_by_idx ON public.review USING btree (caused_by);

-- index review.review_clock_due
CREATE INDEX review_clock_due ON public.review USING btree (publish_due_at) WHERE (publish_due_at IS NOT NULL);

-- index review.review_queue
CREATE INDEX review_queue ON public.review USING btree (website_id, type, submitted_at, id) WHERE (status = ANY (ARRAY['pending'::review_status, 'in_moderation'::review_status]));

-- index review.review_removed
CREATE INDEX review_removed ON public.review USING btree (website_id, rating) WHERE ((withdrawn_at IS NOT NULL) OR (anonymised_by IS NOT NULL));

-- index review.review_sale
CREATE UNIQUE INDEX review_sale ON public.review USING btree (website_id, type, comparable(order_ref), comparable(product_ref), caused_by);

-- index review.review_shown
CREATE INDEX review_shown ON public.review USING btree (website_id, type, product_ref, is_verified, published_at, id) WHERE (status = 'published'::review_status);

-- index review.review_shown_by_rating
CREATE INDEX review_shown_by_rating ON public.review USING btree (website_id, type, product_ref, is_verified, rating, published_at, id) WHERE (status = 'published'::review_status);

-- index review.review_website_id_status_submitted_at_idx
CREATE INDEX review_website_id_status_submitted_at_idx ON public.review USING btree (website_id, status, submitted_at);

-- index review.review_website_id_submitted_at_id_idx
CREATE INDEX review_website_id_submitted_at_id_idx ON public.review USING btree (website_id, submitted_at DESC, id DESC);

-- index review.review_website_id_type_published_at_idx
CREATE INDEX review_website_id_type_published_at_idx ON public.review USING btree (website_id, type, published_at DESC);

-- index review.review_website_id_type_status_submitted_at_id_idx
CREATE INDEX review_website_id_type_status_submitted_at_id_idx ON public.review USING btree (website_id, type, status, submitted_at, id);

-- index review_cause.review_cause_review_id_idx
CREATE INDEX review_cause_review_id_idx ON public.review_cause USING btree (review_id);

-- index review_event.review_event_review_id_seq_key
CREATE UNIQUE INDEX review_event_review_id_seq_key ON public.review_event USING btree (review_id, seq);

-- index review_event.review_event_unhandled
CREATE INDEX review_event_unhandled ON public.review_event USING btree (website_id, id) WHERE (handled_at IS NULL);

-- index secret.secret_owner_table_owner_id_name_key
CREATE UNIQUE INDEX secret_owner_table_owner_id_name_key ON public.secret USING btree (owner_table, owner_id, name);

-- index session.session_user_id_idx
CREATE INDEX session_user_id_idx ON public.session USING btree (user_id);

-- index shop_order.shop_order_email_idx
CREATE INDEX shop_order_email_idx ON public.shop_order USING btree (email);

-- index shop_order.shop_order_reference
CREATE UNIQUE INDEX shop_order_reference ON public.shop_order USING btree (website_id, comparable(order_ref));

-- index ticket_count.ticket_count_connection_id_started_at_idx
CREATE INDEX ticket_count_connection_id_started_at_idx ON public.ticket_count USING btree (connection_id, started_at);

-- index ticket_count.ticket_count_due
CREATE INDEX ticket_count_due ON public.ticket_count USING btree (not_before) WHERE (state = 'counting'::count_state);

-- index ticket_count.ticket_count_night_idx
CREATE INDEX ticket_count_night_idx ON public.ticket_count USING btree (night);

-- index ticket_count.ticket_count_one_a_night
CREATE UNIQUE INDEX ticket_count_one_a_night ON public.ticket_count USING btree (connection_id, night) WHERE (asked_by IS NULL);

-- index ticket_count.ticket_count_one_open
CREATE UNIQUE INDEX ticket_count_one_open ON public.ticket_count USING btree (connection_id) WHERE (state = 'counting'::count_state);

-- index ticket_link.ticket_link_compared
CREATE INDEX ticket_link_compared ON public.ticket_link USING btree (connection_id, subdomain, (
CASE
    WHEN ((ticket_id IS NULL) OR (ticket_status = 'closed'::text)) THEN 'infinity'::timestamp with time zone
    ELSE COALESCE(checked_at, '-infinity'::timestamp with time zone)
END));

-- index ticket_link.ticket_link_read_due
CREATE INDEX ticket_link_read_due ON public.ticket_link USING btree (connection_id, read_due_at) WHERE (read_due_at IS NOT NULL);

-- index ticket_link.ticket_link_subdomain_external_id_key
CREATE UNIQUE INDEX ticket_link_subdomain_external_id_key ON public.ticket_link USING btree (subdomain, external_id);

-- index ticket_link.ticket_link_subdomain_ticket_id_key
CREATE UNIQUE INDEX ticket_link_subdomain_ticket_id_key ON public.ticket_link USING btree (subdomain, ticket_id);

-- index user_account.user_account_email_key
CREATE UNIQUE INDEX user_account_email_key ON public.user_account USING btree (email);

-- index watched_word.watched_word_website_id_word_key
CREATE UNIQUE INDEX watched_word_website_id_word_key ON public.watched_word USING btree (website_id, word);

-- index webhook_event.webhook_event_connection_id_invocation_id_key
CREATE UNIQUE INDEX webhook_event_connection_id_invocation_id_key ON public.webhook_event USING btree (connection_id, invocation_id);

-- index webhook_event.webhook_event_unhandled
CREATE INDEX webhook_event_unhandled ON public.webhook_event USING btree (connection_id, id) WHERE (handled_at IS NULL);

-- index website.website_merchant_id_idx
CREATE INDEX website_merchant_id_idx ON public.website USING btree (merchant_id);

-- index website_zendeskapp.website_zendeskapp_connection_id_key
CREATE UNIQUE INDEX website_zendeskapp_connection_id_key ON public.website_zendeskapp USING btree (connection_id);

-- index zendesk_connection.zendesk_connection_subdomain_idx
CREATE INDEX zendesk_connection_subdomain_idx ON public.zendesk_connection USING btree (subdomain);

-- index zendesk_connection.zendesk_connection_website_id_key
CREATE UNIQUE INDEX zendesk_connection_website_id_key ON public.zendesk_connection USING btree (website_id);

-- trigger backfill.backfill_work
CREATE TRIGGER backfill_work AFTER INSERT OR UPDATE OF state ON public.backfill FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

-- trigger count_finding.count_finding_work
CREATE TRIGGER count_finding_work AFTER UPDATE OF repair_asked_at ON public.count_finding FOR EACH ROW WHEN ((new.repair_asked_at IS NOT NULL)) EXECUTE FUNCTION notify_work();

-- trigger erasure_ticket.erasure_ticket_work
CREATE TRIGGER erasure_ticket_work AFTER INSERT ON public.erasure_ticket FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

-- trigger exchange.exchange_shown_deleted
CREATE TRIGGER exchange_shown_deleted AFTER DELETE ON public.exchange REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION bump_shown_of_exchanges();

-- trigger exchange.exchange_shown_inserted
CREATE TRIGGER exchange_shown_inserted AFTER INSERT ON public.exchange REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION bump_shown_of_exchanges();

-- trigger exchange.exchange_shown_updated
CREATE TRIGGER exchange_shown_updated AFTER UPDATE ON public.exchange REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION bump_shown_of_exchanges();

-- trigger invitation.invitation_work
CREATE TRIGGER invitation_work AFTER INSERT ON public.invitation FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

-- trigger mail.mail_work
CREATE TRIGGER mail_work AFTER INSERT ON public.mail FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

-- trigger review.review_forget_links
CREATE TRIGGER review_forget_links AFTER DELETE ON public.review REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_links();

-- trigger review.review_shown_deleted
CREATE TRIGGER review_shown_deleted AFTER DELETE ON public.review REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION keep_shown_of_deleted();

-- trigger review.review_shown_inserted
CREATE TRIGGER review_shown_inserted AFTER INSERT ON public.review REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_shown_of_inserted();

-- trigger review.review_shown_updated
CREATE TRIGGER review_shown_updated AFTER UPDATE ON public.review REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_shown_of_updated();

-- trigger review_event.review_event_append_only
CREATE TRIGGER review_event_append_only BEFORE UPDATE OF review_id, website_id, seq, type, data, actor_kind, actor_name, at ON public.review_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- trigger review_event.review_event_work
CREATE TRIGGER review_event_work AFTER INSERT ON public.review_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION notify_connections_of_events();

-- trigger review_version.review_version_append_only
CREATE TRIGGER review_version_append_only BEFORE UPDATE ON public.review_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- trigger ticket_count.ticket_count_work
CREATE TRIGGER ticket_count_work AFTER INSERT ON public.ticket_count FOR EACH ROW EXECUTE FUNCTION notify_work();

-- trigger webhook_event.webhook_event_work
CREATE TRIGGER webhook_event_work AFTER INSERT ON public.webhook_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION notify_connections();

-- trigger website.website_shown
CREATE TRIGGER website_shown AFTER UPDATE OF name, url, locale, time_zone ON public.website FOR EACH ROW WHEN (((old.name IS DISTINCT FROM new.name) OR (old.url IS DISTINCT FROM new.url) OR (old.locale IS DISTINCT FROM new.locale) OR (old.time_zone IS DISTINCT FROM new.time_zone))) EXECUTE FUNCTION bump_shown_of_website();

-- trigger zendesk_connection.connection_work
CREATE TRIGGER connection_work AFTER UPDATE OF state, version ON public.zendesk_connection FOR EACH STATEMENT EXECUTE FUNCTION notify_work();

-- trigger zendesk_connection.zendesk_connection_forget_archive
CREATE TRIGGER zendesk_connection_forget_archive AFTER DELETE ON public.zendesk_connection FOR EACH ROW EXECUTE FUNCTION forget_archive();

-- trigger zendesk_connection.zendesk_connection_forget_traffic
CREATE TRIGGER zendesk_connection_forget_traffic AFTER DELETE ON public.zendesk_connection FOR EACH ROW EXECUTE FUNCTION forget_traffic();

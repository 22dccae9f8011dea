-- Where a review came from and what proves it, and the one key that keeps a foreign order from adopting it.
CREATE TYPE "review_origin" AS ENUM ('invitation', 'shop_link', 'shop_api', 'imported');

ALTER TABLE "review"
  ADD COLUMN "stated_at" TIMESTAMPTZ(3),
  ADD COLUMN "origin" "review_origin" NOT NULL DEFAULT 'shop_api',
  ADD COLUMN "origin_source" TEXT,
  ADD COLUMN "caused_by" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "is_verified" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "shown_day" ADD COLUMN "others" INTEGER NOT NULL DEFAULT 0;

-- What was typed is kept per link from now on; so far there was one.
UPDATE invitation SET draft = jsonb_build_object('invitation', draft) WHERE draft IS NOT NULL;

DROP INDEX "review_website_id_type_order_ref_product_ref_key";
CREATE UNIQUE INDEX "review_website_id_type_order_ref_product_ref_caused_by_key" ON "review"("website_id", "type", "order_ref", "product_ref", "caused_by");
CREATE INDEX "review_caused_by_idx" ON "review"("caused_by");

-- Verified purchases and the others are walked apart.
DROP INDEX review_shown;
DROP INDEX review_shown_by_rating;
CREATE INDEX review_shown ON review (website_id, type, product_ref, is_verified, published_at, id) WHERE status = 'published';
CREATE INDEX review_shown_by_rating ON review (website_id, type, product_ref, is_verified, rating, published_at, id) WHERE status = 'published';

CREATE OR REPLACE FUNCTION add_shown(delta shown_day) RETURNS void LANGUAGE sql AS $$
  INSERT INTO shown_day AS s SELECT delta.*
  ON CONFLICT (website_id, type, product_ref, day) DO UPDATE SET
    stars_1 = s.stars_1 + excluded.stars_1, stars_2 = s.stars_2 + excluded.stars_2, stars_3 = s.stars_3 + excluded.stars_3,
    stars_4 = s.stars_4 + excluded.stars_4, stars_5 = s.stars_5 + excluded.stars_5, others = s.others + excluded.others
$$;

CREATE OR REPLACE FUNCTION keep_shown_of_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;

CREATE OR REPLACE FUNCTION keep_shown_of_updated() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;

CREATE OR REPLACE FUNCTION keep_shown_of_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;

-- The form and its reviews carry one moment, and the order its author's address: told by these what came by a form.
UPDATE review r SET origin = 'invitation', caused_by = i.id::text
FROM invitation i JOIN shop_order o ON o.id = i.order_id
WHERE o.website_id = r.website_id AND o.order_ref = r.order_ref AND lower(o.email) = lower(r.author_email)
  AND i.submitted_at = r.created_at;
UPDATE review r SET is_verified = true
FROM shop_order o
WHERE o.website_id = r.website_id AND o.order_ref = r.order_ref AND lower(o.email) = lower(r.author_email)
  AND o.created_at <= r.created_at
  AND (r.type = 'brand' OR EXISTS (SELECT 1 FROM order_product p WHERE p.order_id = o.id AND p.ref = r.product_ref));

ALTER TABLE review
  ADD CONSTRAINT review_origin_source CHECK ((origin = 'imported') = (origin_source IS NOT NULL)),
  ADD CONSTRAINT review_caused_by CHECK ((origin IN ('invitation', 'shop_link')) = (caused_by <> ''));

-- What was counted so far, counted anew.
DELETE FROM shown_day;
INSERT INTO shown_day
  SELECT website_id, type, product_ref, (published_at AT TIME ZONE 'UTC')::date,
    (count(*) FILTER (WHERE is_verified AND rating = 1))::int, (count(*) FILTER (WHERE is_verified AND rating = 2))::int,
    (count(*) FILTER (WHERE is_verified AND rating = 3))::int, (count(*) FILTER (WHERE is_verified AND rating = 4))::int,
    (count(*) FILTER (WHERE is_verified AND rating = 5))::int, (count(*) FILTER (WHERE NOT is_verified))::int
  FROM review WHERE status = 'published' GROUP BY 1, 2, 3, 4;

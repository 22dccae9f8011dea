-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" "appeal_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "statement" TEXT,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shown_day" (
    "website_id" UUID NOT NULL,
    "type" "review_type" NOT NULL,
    "product_ref" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "stars_1" INTEGER NOT NULL DEFAULT 0,
    "stars_2" INTEGER NOT NULL DEFAULT 0,
    "stars_3" INTEGER NOT NULL DEFAULT 0,
    "stars_4" INTEGER NOT NULL DEFAULT 0,
    "stars_5" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "shown_day_pkey" PRIMARY KEY ("website_id","type","product_ref","day")
);

-- CreateTable
CREATE TABLE "shown_version" (
    "website_id" UUID NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "shown_version_pkey" PRIMARY KEY ("website_id")
);

-- CreateIndex
CREATE INDEX "alert_review_id_idx" ON "alert"("review_id");

-- CreateIndex
CREATE INDEX "alert_state_due_at_idx" ON "alert"("state", "due_at");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shown_day" ADD CONSTRAINT "shown_day_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shown_version" ADD CONSTRAINT "shown_version_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "website"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE alert ADD CONSTRAINT alert_decided CHECK (state NOT IN ('accepted', 'rejected') OR (decided_at IS NOT NULL AND decided_by_id IS NOT NULL));

-- The orders in which public lists are walked. The second serves each rating by itself, and all of them one after the other.
CREATE INDEX review_shown ON review (website_id, type, product_ref, published_at, id) WHERE status = 'published';
CREATE INDEX review_shown_by_rating ON review (website_id, type, product_ref, rating, published_at, id) WHERE status = 'published';

CREATE FUNCTION add_shown(delta shown_day) RETURNS void LANGUAGE sql AS $$
  INSERT INTO shown_day AS s SELECT delta.*
  ON CONFLICT (website_id, type, product_ref, day) DO UPDATE SET
    stars_1 = s.stars_1 + excluded.stars_1, stars_2 = s.stars_2 + excluded.stars_2, stars_3 = s.stars_3 + excluded.stars_3,
    stars_4 = s.stars_4 + excluded.stars_4, stars_5 = s.stars_5 + excluded.stars_5
$$;

CREATE FUNCTION bump_shown(website uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO shown_version AS v (website_id, version) VALUES (website, 1)
  ON CONFLICT (website_id) DO UPDATE SET version = v.version + 1
$$;

-- Statement triggers: a batch of a million rows is counted once per day it touches. Days and websites are taken in order, so
-- that two transactions never wait for each other's rows crosswise.
CREATE FUNCTION keep_shown_of_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_shown(t.delta) FROM (
    SELECT website_id, type, product_ref, (published_at AT TIME ZONE 'UTC')::date AS day,
      (count(*) FILTER (WHERE rating = 1))::int, (count(*) FILTER (WHERE rating = 2))::int, (count(*) FILTER (WHERE rating = 3))::int,
      (count(*) FILTER (WHERE rating = 4))::int, (count(*) FILTER (WHERE rating = 5))::int
    FROM added WHERE status = 'published' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ) AS c, LATERAL (SELECT (c.*)::shown_day AS delta) AS t;
  PERFORM bump_shown(website_id) FROM (SELECT DISTINCT website_id FROM added WHERE status = 'published' ORDER BY 1) AS w;
  RETURN NULL;
END $$;

CREATE FUNCTION keep_shown_of_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_shown(t.delta) FROM (
    SELECT website_id, type, product_ref, (published_at AT TIME ZONE 'UTC')::date AS day,
      (sum(sign) FILTER (WHERE rating = 1))::int AS one, (sum(sign) FILTER (WHERE rating = 2))::int AS two,
      (sum(sign) FILTER (WHERE rating = 3))::int AS three, (sum(sign) FILTER (WHERE rating = 4))::int AS four,
      (sum(sign) FILTER (WHERE rating = 5))::int AS five
    FROM (
      SELECT -1 AS sign, website_id, type, product_ref, published_at, rating FROM removed WHERE status = 'published'
      UNION ALL SELECT 1, website_id, type, product_ref, published_at, rating FROM added WHERE status = 'published'
    ) AS s GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ) AS c, LATERAL (
    SELECT (c.website_id, c.type, c.product_ref, c.day, coalesce(c.one, 0), coalesce(c.two, 0), coalesce(c.three, 0), coalesce(c.four, 0), coalesce(c.five, 0))::shown_day AS delta
  ) AS t
  WHERE coalesce(c.one, 0) <> 0 OR coalesce(c.two, 0) <> 0 OR coalesce(c.three, 0) <> 0 OR coalesce(c.four, 0) <> 0 OR coalesce(c.five, 0) <> 0;
  PERFORM bump_shown(website_id) FROM (
    SELECT DISTINCT n.website_id FROM removed AS o JOIN added AS n USING (id)
    WHERE (o.status = 'published' OR n.status = 'published')
      AND (o.status, o.rating, o.comment, o.published_at, o.submitted_at, o.order_date, o.exchanges_hidden, o.is_anonymous, o.author_first_name, o.author_last_name, o.author_locale, o.product_name)
      IS DISTINCT FROM
          (n.status, n.rating, n.comment, n.published_at, n.submitted_at, n.order_date, n.exchanges_hidden, n.is_anonymous, n.author_first_name, n.author_last_name, n.author_locale, n.product_name)
    ORDER BY 1
  ) AS w;
  RETURN NULL;
END $$;

-- A website that is being removed takes its reviews with it, and needs no figures any more.
CREATE FUNCTION keep_shown_of_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_shown(t.delta) FROM (
    SELECT website_id, type, product_ref, (published_at AT TIME ZONE 'UTC')::date AS day,
      -(count(*) FILTER (WHERE rating = 1))::int, -(count(*) FILTER (WHERE rating = 2))::int, -(count(*) FILTER (WHERE rating = 3))::int,
      -(count(*) FILTER (WHERE rating = 4))::int, -(count(*) FILTER (WHERE rating = 5))::int
    FROM removed AS r WHERE status = 'published' AND EXISTS (SELECT 1 FROM website AS w WHERE w.id = r.website_id)
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ) AS c, LATERAL (SELECT (c.*)::shown_day AS delta) AS t;
  PERFORM bump_shown(website_id) FROM (
    SELECT DISTINCT website_id FROM removed AS r
    WHERE status = 'published' AND EXISTS (SELECT 1 FROM website AS w WHERE w.id = r.website_id) ORDER BY 1
  ) AS w;
  RETURN NULL;
END $$;

CREATE TRIGGER review_shown_inserted AFTER INSERT ON review REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_shown_of_inserted();
CREATE TRIGGER review_shown_updated AFTER UPDATE ON review REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_shown_of_updated();
CREATE TRIGGER review_shown_deleted AFTER DELETE ON review REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION keep_shown_of_deleted();

-- What stands under a published review is shown with it.
CREATE FUNCTION bump_shown_of_exchanges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM bump_shown(website_id) FROM (
    SELECT DISTINCT r.website_id FROM touched AS e JOIN review AS r ON r.id = e.review_id
    WHERE r.status = 'published' AND NOT r.exchanges_hidden ORDER BY 1
  ) AS w;
  RETURN NULL;
END $$;
CREATE TRIGGER exchange_shown_inserted AFTER INSERT ON exchange REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION bump_shown_of_exchanges();
CREATE TRIGGER exchange_shown_updated AFTER UPDATE ON exchange REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION bump_shown_of_exchanges();
CREATE TRIGGER exchange_shown_deleted AFTER DELETE ON exchange REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION bump_shown_of_exchanges();

CREATE FUNCTION bump_shown_of_website() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM bump_shown(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER website_shown AFTER UPDATE OF name, url, locale, time_zone ON website FOR EACH ROW
  WHEN ((OLD.name, OLD.url, OLD.locale, OLD.time_zone) IS DISTINCT FROM (NEW.name, NEW.url, NEW.locale, NEW.time_zone))
  EXECUTE FUNCTION bump_shown_of_website();

INSERT INTO shown_day
  SELECT website_id, type, product_ref, (published_at AT TIME ZONE 'UTC')::date,
    (count(*) FILTER (WHERE rating = 1))::int, (count(*) FILTER (WHERE rating = 2))::int, (count(*) FILTER (WHERE rating = 3))::int,
    (count(*) FILTER (WHERE rating = 4))::int, (count(*) FILTER (WHERE rating = 5))::int
  FROM review WHERE status = 'published' GROUP BY 1, 2, 3, 4;

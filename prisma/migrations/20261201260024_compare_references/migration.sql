-- References are kept as they came and compared as people see them: lib/platform/text/comparable.ts says the same for the code.
CREATE FUNCTION comparable(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN value ~ '^[!-~]*$' THEN value
  ELSE btrim(regexp_replace(
    normalize(regexp_replace(value,
      '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+', '', 'g'), NFC),
    '[\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'))
  END;

-- What a search compares: besides, neither case nor accents count. A trigram index may be made of it.
CREATE FUNCTION search_key(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN value ~ '^[ -~]*$' THEN lower(value)
  ELSE replace(replace(replace(translate(
    lower(regexp_replace(normalize(comparable(value), NFKD), '[\u0300-\u036f]+', '', 'g')),
    'øłđı', 'oldi'), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss')
  END;

-- Two spellings of one sale may be stored already. Both stay; the later one is told apart, so that the key holds from now on.
WITH twin AS (
  SELECT id, row_number() OVER (PARTITION BY website_id, type, comparable(order_ref), comparable(product_ref), caused_by ORDER BY created_at, id) AS place
  FROM review
)
UPDATE review AS r SET order_ref = r.order_ref || ' (' || t.place || ')' FROM twin AS t WHERE t.id = r.id AND t.place > 1;
WITH twin AS (
  SELECT id, row_number() OVER (PARTITION BY website_id, comparable(order_ref) ORDER BY created_at, id) AS place FROM shop_order
)
UPDATE shop_order AS o SET order_ref = o.order_ref || ' (' || t.place || ')' FROM twin AS t WHERE t.id = o.id AND t.place > 1;

DROP INDEX "review_website_id_type_order_ref_product_ref_caused_by_key";
DROP INDEX "shop_order_website_id_order_ref_key";
CREATE UNIQUE INDEX review_sale ON review (website_id, type, comparable(order_ref), comparable(product_ref), caused_by);
CREATE UNIQUE INDEX shop_order_reference ON shop_order (website_id, comparable(order_ref));

/** For the moderation team: shops whose reviews leave display on somebody's word, and whether low ratings do so more often. */
import { db } from '@/lib/platform/db/client';
import { addMonths } from '@/lib/reviews/calendar';

export type ShopRemovals = {
  websiteId: string;
  websiteName: string;
  /** By their authors, erasures of their own included. */
  withdrawn: readonly number[];
  /** On the shop's word: made anonymous, whether confirmed since or not. */
  passedOn: readonly number[];
  /** Of both together, those with 1 or 2 stars. */
  lowShare: number;
  /** The same share among all reviews the shop received in the time; null when it received none. */
  ownLowShare: number | null;
};

const months = 12;
/** More shops are read by nobody; those with the most low ratings gone come first. */
const shopsMax = 30;
const ratings = [1, 2, 3, 4, 5];

type Row = {
  websiteId: string;
  websiteName: string;
  rating: number;
  withdrawn: number;
  passedOn: number;
  received: number | null;
  low: number | null;
};

/** The last twelve months. A review that a shop passed on counts there, also after its author confirmed. */
export async function listShopRemovals(at: Date): Promise<ShopRemovals[]> {
  const since = addMonths(at, -months);
  const rows = await db.$queryRaw<Row[]>`
    WITH gone AS (
      SELECT r.website_id, r.rating, r.anonymised_by IS NOT NULL AS is_passed_on
      FROM review r LEFT JOIN erasure e ON e.id = r.anonymised_by
      WHERE (r.withdrawn_at IS NOT NULL OR r.anonymised_by IS NOT NULL) AND coalesce(e.at, r.withdrawn_at) >= ${since}
    ), shop AS (
      SELECT website_id FROM gone GROUP BY website_id
      ORDER BY count(*) FILTER (WHERE rating <= 2) DESC, count(*) DESC, website_id LIMIT ${shopsMax}
    )
    SELECT w.id AS "websiteId", w.name AS "websiteName", g.rating::int,
      count(*) FILTER (WHERE NOT g.is_passed_on)::int AS withdrawn, count(*) FILTER (WHERE g.is_passed_on)::int AS "passedOn",
      own.received, own.low
    FROM shop JOIN website w ON w.id = shop.website_id JOIN gone g ON g.website_id = shop.website_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS received, count(*) FILTER (WHERE r.rating <= 2)::int AS low
      FROM review r WHERE r.website_id = shop.website_id AND r.submitted_at >= ${since}) own
    GROUP BY w.id, w.name, g.rating, own.received, own.low`;
  const ids = new Set(rows.map(({ websiteId }) => websiteId));
  return [...ids]
    .map((id) => toShop(rows.filter(({ websiteId }) => websiteId === id)))
    .sort((a, b) => lowOf(b) - lowOf(a) || totalOf(b) - totalOf(a));
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const totalOf = ({ withdrawn, passedOn }: Counts) => sum(withdrawn) + sum(passedOn);
const lowOf = ({ withdrawn, passedOn }: Counts) => sum(withdrawn.slice(0, 2)) + sum(passedOn.slice(0, 2));
type Counts = Pick<ShopRemovals, 'withdrawn' | 'passedOn'>;

function toShop(rows: readonly Row[]): ShopRemovals {
  const [first] = rows;
  if (!first) throw new Error('A group has a row');
  const { websiteId, websiteName, received, low } = first;
  const of = (key: 'withdrawn' | 'passedOn') =>
    ratings.map((rating) => rows.find((row) => row.rating === rating)?.[key] ?? 0);
  const counts = { withdrawn: of('withdrawn'), passedOn: of('passedOn') };
  return {
    websiteId,
    websiteName,
    ...counts,
    lowShare: lowOf(counts) / totalOf(counts),
    ownLowShare: received ? (low ?? 0) / received : null,
  };
}

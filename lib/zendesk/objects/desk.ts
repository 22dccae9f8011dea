/**
 * The review desk in an account: examined, made, changed, removed. Each object says in its description whose it is, which one, and
 * what we wrote; so nothing is kept here, every run may be killed anywhere and run again, and what people changed since is known.
 */
import type { ZendeskClient } from '@/lib/zendesk/client';
import { isZendeskError } from '@/lib/zendesk/errors';
import { deskVerbs, type DeskRow } from '@/lib/zendesk/objects/deskKinds';
import {
  deskKinds,
  fingerprint,
  toParts,
  type DeskBody,
  type DeskKind,
  type DeskParts,
} from '@/lib/zendesk/objects/deskParts';
import { findMark, markOf, productTag, siteTag } from '@/lib/zendesk/objects/mark';

/** @param key names one object of a desk for good, for example `to_handle`. */
export type WantedDeskObject = { key: string; body: DeskBody };

export type DeskFinding = {
  kind: DeskKind;
  key: string;
  /** `spare`: ours, and no longer wanted; or one of two that are the same. */
  state: 'missing' | 'same' | 'different' | 'spare';
  /** Somebody changed it in Zendesk since we wrote it. */
  isEdited: boolean;
  id: number | null;
  found: DeskParts | null;
  wanted: DeskParts | null;
  /** Names the object as it was seen: what may be written over is exactly this. */
  seen: string | null;
};

export type DeskExamination = {
  findings: DeskFinding[];
  /** The account's own objects that already speak of our tickets. */
  others: { kind: DeskKind; title: string }[];
  hasSla: boolean;
};

const writtenPattern = /#([a-z_]{1,40})@([0-9a-f]{12})(?![0-9a-f])/;

const describe = (websiteId: string, key: string, body: DeskBody) =>
  `Avis Vérifiés (Verified Reviews). ${markOf(websiteId)}#${key}@${fingerprint(toParts(body))}`;

type Own = { row: DeskRow; key: string; parts: DeskParts; seen: string; isEdited: boolean };

function readOwn(row: DeskRow, websiteId: string): Own | null {
  if (findMark(row.description) !== websiteId.toLowerCase()) return null;
  const [, key, written] = writtenPattern.exec(row.description) ?? [];
  if (!key) return null;
  const parts = toParts(row.body);
  const now = fingerprint(parts);
  return { row, key, parts, seen: `${row.body.kind}.${row.id}@${now}`, isEdited: now !== written };
}

type Listed = { kind: DeskKind; rows: DeskRow[] | null };

async function listDesk(client: ZendeskClient): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (const kind of deskKinds) listed.push({ kind, rows: await deskVerbs[kind].list(client) });
  return listed;
}

function toFinding(own: Own, wanted: DeskBody | null): DeskFinding {
  const { row, key, parts, seen, isEdited } = own;
  const target = wanted && toParts(wanted);
  const isSame = target !== null && fingerprint(target) === fingerprint(parts);
  const state = target === null ? 'spare' : isSame ? 'same' : 'different';
  return {
    kind: row.body.kind,
    key,
    state,
    // Whoever changed it to what is wanted has nothing to lose.
    isEdited: isEdited && !isSame,
    id: row.id,
    found: parts,
    wanted: target,
    seen,
  };
}

function missing({ key, body }: WantedDeskObject): DeskFinding {
  const wanted = toParts(body);
  return {
    kind: body.kind,
    key,
    state: 'missing',
    isEdited: false,
    id: null,
    found: null,
    wanted,
    seen: null,
  };
}

/** Of several with one name the oldest is the one: a repeated call after a lost answer finds it first. */
function findingsOf({ kind, rows }: Listed, websiteId: string, wanted: WantedDeskObject[]): DeskFinding[] {
  const owns = (rows ?? [])
    .flatMap((row) => readOwn(row, websiteId) ?? [])
    .sort((one, other) => one.row.id - other.row.id);
  const taken = new Set<Own>();
  const matched = wanted
    .filter(({ body }) => body.kind === kind)
    .map((object) => {
      const own = owns.find(({ key }) => key === object.key);
      if (!own) return missing(object);
      taken.add(own);
      return toFinding(own, object.body);
    });
  return [...matched, ...owns.filter((own) => !taken.has(own)).map((own) => toFinding(own, null))];
}

function isAboutUs({ body }: DeskRow, websiteId: string): boolean {
  const words = JSON.stringify(toParts(body)).split(/[\s"\\]+/);
  return words.includes(productTag) || words.includes(siteTag(websiteId));
}

/** Reads the account; changes nothing. A kind the plan does not have is left out of what is wanted. */
export async function examineDesk(
  client: ZendeskClient,
  websiteId: string,
  wanted: WantedDeskObject[],
): Promise<DeskExamination> {
  const listed = await listDesk(client);
  const available = listed.filter(({ rows }) => rows !== null);
  const others = available.flatMap(({ kind, rows }) =>
    (rows ?? [])
      .filter((row) => findMark(row.description) === null && isAboutUs(row, websiteId))
      .map(({ body }) => ({ kind, title: body.title })),
  );
  return {
    findings: available.flatMap((one) => findingsOf(one, websiteId, wanted)),
    others,
    hasSla: available.some(({ kind }) => kind === 'sla'),
  };
}

export type DeskAct = 'created' | 'changed' | 'removed' | 'kept';
export type DeskChange = { kind: DeskKind; key: string; act: DeskAct; title: string };

async function removeObject(client: ZendeskClient, { kind, id }: DeskFinding): Promise<void> {
  try {
    if (id !== null) await deskVerbs[kind].remove(client, id);
  } catch (error) {
    if (!isZendeskError(error) || error.kind !== 'not_found') throw error;
  }
}

const titleOf = ({ wanted, found }: DeskFinding) => found?.title ?? wanted?.title ?? '';

/**
 * Brings the desk to what is wanted. Objects are done one by one; what was done before a fault stays done and is found again.
 * @param accepted `seen` of the edited objects that may be written over; an edit nobody has seen is never lost.
 */
export async function applyDesk(
  client: ZendeskClient,
  websiteId: string,
  wanted: WantedDeskObject[],
  accepted: readonly string[],
): Promise<DeskChange[]> {
  const { findings } = await examineDesk(client, websiteId, wanted);
  const changes: DeskChange[] = [];
  for (const finding of findings) {
    const act = await applyOne(client, websiteId, finding, { wanted, accepted });
    if (act) changes.push({ kind: finding.kind, key: finding.key, act, title: titleOf(finding) });
  }
  return changes;
}

async function applyOne(
  client: ZendeskClient,
  websiteId: string,
  finding: DeskFinding,
  { wanted, accepted }: { wanted: WantedDeskObject[]; accepted: readonly string[] },
): Promise<DeskAct | null> {
  const { kind, key, state, id, isEdited, seen } = finding;
  if (state === 'same') return null;
  if (isEdited && !accepted.includes(seen ?? '')) return 'kept';
  if (state === 'spare') {
    await removeObject(client, finding);
    return 'removed';
  }
  const body = wanted.find((object) => object.key === key && object.body.kind === kind)?.body;
  if (!body) return null;
  const description = describe(websiteId, key, body);
  if (id === null) await deskVerbs[kind].create(client, body, description);
  else await deskVerbs[kind].replace(client, id, body, description);
  return id === null ? 'created' : 'changed';
}

/** Takes everything of the desk away: the account is as it was before. @param accepted as in `applyDesk`. */
export async function removeDesk(
  client: ZendeskClient,
  websiteId: string,
  accepted: readonly string[],
): Promise<DeskChange[]> {
  return applyDesk(client, websiteId, [], accepted);
}

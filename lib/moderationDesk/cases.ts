/** Reads for the moderation team: what waits for a decision, and one case with all there is to know. */
import { db } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { CaseKind } from '@/lib/moderationDesk/schema';
import { findReview, type ReviewDetail } from '@/lib/reviews/queries';

export type CaseItem = {
  kind: CaseKind;
  id: string;
  dueAt: Date;
  createdAt: Date;
  /** Of the report; for an appeal, of the report that led to the refusal. */
  reason: string;
  websiteName: string;
  type: 'brand' | 'product';
  rating: number;
  comment: string;
  /** Language of the review's author. */
  language: string;
  /** An appeal against one's own refusal is for a colleague. */
  isOwn: boolean;
};

const listed = {
  review: {
    select: {
      type: true,
      rating: true,
      comment: true,
      authorLocale: true,
      website: { select: { name: true } },
    },
  },
} satisfies Prisma.ReportInclude & Prisma.AppealInclude & Prisma.AlertInclude;

type Listed = Prisma.ReportGetPayload<{ include: typeof listed }>['review'];

const toItem = (review: Listed) => ({
  websiteName: review.website.name,
  type: review.type,
  rating: review.rating,
  comment: review.comment,
  language: review.authorLocale,
});

/** A team works through hours, not through pages: more than this many open cases is a staffing matter. */
const listMax = 200;

/** Open reports, appeals and readers' alerts, the most urgent first. */
export async function listCases(moderatorId: string): Promise<CaseItem[]> {
  const open = { where: { state: 'open' as const }, orderBy: { dueAt: 'asc' as const }, take: listMax };
  const [reports, appeals, alerts] = await Promise.all([
    db.report.findMany({ ...open, include: listed }),
    db.appeal.findMany({
      ...open,
      include: { ...listed, report: { select: { reason: true, decidedById: true } } },
    }),
    // What has left the public pages by another way needs no decision any more.
    db.alert.findMany({
      ...open,
      where: { state: 'open', review: { status: { notIn: ['refused', 'withdrawn'] } } },
      include: listed,
    }),
  ]);
  const items: CaseItem[] = [
    ...reports.map(({ id, dueAt, createdAt, reason, review }) => ({
      kind: 'reports' as const,
      ...{ id, dueAt, createdAt, reason, isOwn: false },
      ...toItem(review),
    })),
    ...alerts.map(({ id, dueAt, createdAt, reason, review }) => ({
      kind: 'alerts' as const,
      ...{ id, dueAt, createdAt, reason, isOwn: false },
      ...toItem(review),
    })),
    ...appeals.map(({ id, dueAt, createdAt, report, review }) => ({
      kind: 'appeals' as const,
      ...{ id, dueAt, createdAt, reason: report.reason, isOwn: report.decidedById === moderatorId },
      ...toItem(review),
    })),
  ];
  return items.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
}

type StoredReport = ReviewDetail['reports'][number];
export type CaseReport = Pick<
  StoredReport,
  'reason' | 'comment' | 'actorName' | 'createdAt' | 'decidedAt' | 'statement' | 'attachments'
>;

export type Decided = { state: string; at: Date | null; by: string; statement: string };

export type CaseDetail = {
  kind: CaseKind;
  id: string;
  dueAt: Date;
  review: ReviewDetail;
  /** The report or alert to decide, or the report whose acceptance is appealed. */
  report: CaseReport;
  /** Who refused the review, when an appeal is to be decided. */
  refusedBy: { id: string; name: string } | null;
  appeal: { body: string; createdAt: Date } | null;
  /** Null while it waits. */
  decided: Decided | null;
};

async function nameOf(userId: string | null): Promise<string> {
  const user = userId && (await db.user.findUnique({ where: { id: userId }, select: { name: true } }));
  return user ? user.name : '';
}

type Row = { state: string; decidedAt: Date | null; decidedById: string | null; statement: string | null };

async function toDecided({ state, decidedAt, decidedById, statement }: Row): Promise<Decided | null> {
  if (state === 'open') return null;
  return { state, at: decidedAt, by: await nameOf(decidedById), statement: statement ?? '' };
}

/** Nobody asks a reader who they are: an alert has no name and no files. */
async function findAlert(id: string): Promise<CaseDetail | null> {
  const alert = await db.alert.findUnique({
    where: { id },
    include: { review: { select: { websiteId: true } } },
  });
  const review = alert && (await findReview(alert.review.websiteId, alert.reviewId));
  if (!review) return null;
  const { reason, comment, createdAt, decidedAt, statement, dueAt } = alert;
  return {
    kind: 'alerts',
    ...{ id, dueAt, review },
    report: { reason, comment, createdAt, decidedAt, statement, actorName: '', attachments: [] },
    refusedBy: null,
    appeal: null,
    decided: await toDecided(alert),
  };
}

/** One case, open or decided, or null for an unknown id. */
export async function findCase(kind: CaseKind, id: string): Promise<CaseDetail | null> {
  if (kind === 'alerts') return findAlert(id);
  const appeal = kind === 'appeals' ? await db.appeal.findUnique({ where: { id } }) : null;
  const reportId = kind === 'reports' ? id : appeal?.reportId;
  const key = reportId
    ? await db.report.findUnique({
        where: { id: reportId },
        select: { review: { select: { id: true, websiteId: true } } },
      })
    : null;
  const review = key && (await findReview(key.review.websiteId, key.review.id));
  const report = review?.reports.find((row) => row.id === reportId);
  if (!review || !report) return null;
  const refuserId = appeal ? report.decidedById : null;
  return {
    kind,
    id,
    dueAt: appeal?.dueAt ?? report.dueAt,
    review,
    report,
    refusedBy: refuserId ? { id: refuserId, name: await nameOf(refuserId) } : null,
    appeal: appeal && { body: appeal.body, createdAt: appeal.createdAt },
    decided: await toDecided(appeal ?? report),
  };
}

/** Refusals that their authors appealed: open for the team, for a colleague only, upheld and overturned; and a late report with evidence. */
import { appealRefusal, decideAppeal } from '@/lib/reviews/appeals';
import { checkAttachments } from '@/lib/reviews/attachments';
import { reportReview } from '@/lib/reviews/reports';
import type { ReportReason } from '@/lib/moderation/reasons';
import { daysAgo, decide, hoursAgo, reply, report, submit, type Stage } from './stage';

type Refusal = {
  days: number;
  name: readonly [string, string];
  comment: string;
  answer: string;
  reason: ReportReason;
  statement: string;
  by: 'moderator' | 'colleague';
  appeal: string;
  appealHours: number;
};

/** A review is submitted, answered, reported and refused; a while later its author appeals. */
async function playAppealed(stage: Stage, part: Refusal): Promise<string> {
  const { days, name, comment, answer, reason, statement, by, appeal, appealHours } = part;
  const id = await submit(stage, { rating: 1, comment, name, at: daysAgo(stage, days) });
  await reply(stage, id, answer, daysAgo(stage, days - 0.4));
  await report(stage, id, reason, { comment: '', at: daysAgo(stage, days - 0.6) });
  await decide(stage, id, { outcome: 'accepted', statement, by, at: daysAgo(stage, days - 1.5) });
  await appealRefusal(stage.tx, {
    reviewId: id,
    body: appeal,
    actor: { kind: 'author', name: name.join(' ') },
    at: hoursAgo(stage, appealHours),
  });
  return id;
}

export async function playFrenchAppeals(stage: Stage): Promise<void> {
  await playAppealed(stage, {
    days: 9,
    name: ['Sofia', 'Da Costa'],
    comment: 'Commande annulée sans explication, j’ai dû racheter ailleurs.',
    answer: 'Bonjour Sofia, votre paiement n’avait pas été validé par la banque.',
    reason: 'competitor',
    statement: 'Le texte renvoie vers un concurrent.',
    by: 'colleague',
    appeal:
      'Je n’ai cité aucune autre boutique. « Ailleurs » n’est pas un concurrent, et l’annulation est bien réelle.',
    appealHours: 20,
  });
  await playAppealed(stage, {
    days: 7,
    name: ['Antoine', 'Rivière'],
    comment: 'Jamais vu une équipe pareille !!!',
    answer: 'Bonjour Antoine, pouvez-vous nous en dire plus ?',
    reason: 'unintelligible',
    statement: 'Aucune expérience n’est décrite.',
    by: 'moderator',
    appeal: 'C’est pourtant clair : le service après-vente ne m’a jamais répondu.',
    appealHours: 44,
  });
}

export async function playBritishAppeals(stage: Stage): Promise<void> {
  const upheld = await playAppealed(stage, {
    days: 40,
    name: ['Noah', 'Fraser'],
    comment: 'Use my code NOAH10 at the other place and thank me later.',
    answer: 'Hello Noah, what went wrong with your order?',
    reason: 'promo_spam',
    statement: 'The text promotes a discount code for another website.',
    by: 'moderator',
    appeal: 'Everybody posts codes these days.',
    appealHours: 900,
  });
  await decideAppeal(stage.tx, {
    reviewId: upheld,
    outcome: 'rejected',
    statement: 'A discount code is promotion, whatever others do. The refusal stands.',
    ...byColleague(stage, 880),
  });
  const overturned = await playAppealed(stage, {
    days: 36,
    name: ['Zara', 'Malik'],
    comment: 'Nobody answers the phone and the parcel is still in Leeds.',
    answer: 'Hello Zara, your parcel leaves the depot today.',
    reason: 'off_topic',
    statement: 'The text is about the carrier.',
    by: 'moderator',
    appeal: 'Delivery and the phone line are part of buying from this shop.',
    appealHours: 800,
  });
  await decideAppeal(stage.tx, {
    reviewId: overturned,
    outcome: 'accepted',
    statement: 'Delivery and customer service belong to the experience with the shop.',
    ...byColleague(stage, 780),
  });
}

function byColleague(stage: Stage, hours: number) {
  const actor = stage.actors.colleague;
  return { actor, moderatorId: actor.userId ?? '', at: hoursAgo(stage, hours) };
}

/** A page with one line of text: enough for any viewer to open. */
function makePdf(line: string): Buffer {
  const text = `BT /F1 14 Tf 60 760 Td (${line}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n`);
}

/** Reported more than 48 hours ago, with proof: the team is late. */
export async function playOverdueReport(stage: Stage): Promise<void> {
  const at = hoursAgo(stage, 54);
  const reviewId = await submit(stage, {
    type: 'product',
    rating: 2,
    comment: 'Never arrived. Three weeks and not a word from anybody.',
    name: ['Oliver', 'Hughes'],
    at: hoursAgo(stage, 110),
  });
  await reply(
    stage,
    reviewId,
    'Hello Oliver, the carrier has your signature of last Monday.',
    hoursAgo(stage, 108),
  );
  await reportReview(stage.tx, {
    reviewId,
    reason: 'untrue',
    comment: 'Delivered and signed for; the receipt of the carrier is attached.',
    source: 'portal',
    attachments: await checkAttachments([
      { fileName: 'delivery-receipt.pdf', content: makePdf('Delivered and signed for: O. Hughes') },
    ]),
    actor: stage.actors.merchant,
    at,
  });
}

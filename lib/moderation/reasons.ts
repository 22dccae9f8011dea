/** The reasons for which a review may be refused: NF ISO 20488 knows thirteen, and a low rating is never one of them. */
import { z } from 'zod';

export const reportReasonCodes = [
  'inappropriate',
  'untrue',
  'rating_mismatch',
  'product_only',
  'unintelligible',
  'bias_conflict',
  'off_topic',
  'personal_data',
  'competitor',
  'not_yet_evaluable',
  'promo_spam',
  'dispute_handled',
  'author_request',
] as const;
export type ReportReason = (typeof reportReasonCodes)[number];
export const reportReasonSchema = z.enum(reportReasonCodes);

/** `author_asked`: no proof is wanted because the author is asked in person. */
export type ReasonProof = 'none' | 'required' | 'author_asked';

export type ReasonRule = {
  appliesTo: readonly ('brand' | 'product')[];
  proof: ReasonProof;
  labels: { en: string; fr: string };
};

const both = ['brand', 'product'] as const;

export const reportReasons: Record<ReportReason, ReasonRule> = {
  inappropriate: {
    appliesTo: both,
    proof: 'none',
    labels: {
      en: 'Inappropriate, insulting, defamatory, discriminatory, accusatory or racist, or calls for legal action',
      fr: 'Avis inapproprié, injurieux, diffamatoire, discriminatoire, accusatoire ou raciste, ou appelant à une action en justice',
    },
  },
  untrue: {
    appliesTo: both,
    proof: 'required',
    labels: {
      en: 'Cannot be true: there is evidence to the contrary',
      fr: 'Ne peut être véridique : des éléments le contredisent',
    },
  },
  rating_mismatch: {
    appliesTo: both,
    proof: 'none',
    labels: { en: 'The rating does not match the comment', fr: 'La note ne correspond pas au commentaire' },
  },
  product_only: {
    appliesTo: ['brand'],
    proof: 'none',
    labels: {
      en: 'Only about the product, not the experience with the shop',
      fr: "Ne porte que sur le produit, pas sur l'expérience avec l'enseigne",
    },
  },
  unintelligible: {
    appliesTo: both,
    proof: 'none',
    labels: {
      en: 'Experience not described, or unintelligible',
      fr: 'Expérience non décrite ou inintelligible',
    },
  },
  bias_conflict: {
    appliesTo: both,
    proof: 'required',
    labels: {
      en: 'Meant to bias the average, or conflict of interest',
      fr: "Vise à biaiser la moyenne, ou conflit d'intérêts",
    },
  },
  off_topic: {
    appliesTo: both,
    proof: 'none',
    labels: { en: 'Unrelated to what is rated', fr: 'Sans rapport avec le sujet noté' },
  },
  personal_data: {
    appliesTo: both,
    proof: 'none',
    labels: {
      en: 'Personal data, or data that identifies the author',
      fr: "Données personnelles ou identifiant l'auteur",
    },
  },
  competitor: {
    appliesTo: both,
    proof: 'none',
    labels: {
      en: 'Names a competitor or invites to buy there',
      fr: 'Cite un concurrent ou incite à acheter chez lui',
    },
  },
  not_yet_evaluable: {
    appliesTo: both,
    proof: 'none',
    labels: {
      en: 'The author says they cannot judge yet, or did not use the service',
      fr: "L'auteur dit ne pas pouvoir encore juger, ou n'a pas utilisé le service",
    },
  },
  promo_spam: {
    appliesTo: both,
    proof: 'none',
    labels: { en: 'Promotion, spam or websites', fr: 'Promotion, spam ou sites web' },
  },
  dispute_handled: {
    appliesTo: both,
    proof: 'author_asked',
    labels: {
      en: 'Dispute handled; the author wants to update',
      fr: "Litige traité ; l'auteur souhaite mettre à jour",
    },
  },
  author_request: {
    appliesTo: both,
    proof: 'required',
    labels: {
      en: 'The author asked to change or remove it',
      fr: "L'auteur a demandé la modification ou la suppression",
    },
  },
};

/**
 * The reasons as a list for people or machines.
 * @param locale `fr` gives French labels, every other language English until its own exist.
 */
export function listReportReasons(locale: string) {
  const language = locale.startsWith('fr') ? 'fr' : 'en';
  return reportReasonCodes.map((code) => {
    const { labels, appliesTo, proof } = reportReasons[code];
    return { code, label: labels[language], appliesTo: [...appliesTo], proof };
  });
}

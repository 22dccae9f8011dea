/** All messages, by language and feature. A feature's file is one import per language here. */
import type { Locale } from '@/lib/platform/i18n/locales';
import enAccount from '@/lib/platform/i18n/messages/en/account.json';
import enApplications from '@/lib/platform/i18n/messages/en/applications.json';
import enAuth from '@/lib/platform/i18n/messages/en/auth.json';
import enAuthor from '@/lib/platform/i18n/messages/en/author.json';
import enCertificate from '@/lib/platform/i18n/messages/en/certificate.json';
import enCompliance from '@/lib/platform/i18n/messages/en/compliance.json';
import enErrors from '@/lib/platform/i18n/messages/en/errors.json';
import enForm from '@/lib/platform/i18n/messages/en/form.json';
import enLayout from '@/lib/platform/i18n/messages/en/layout.json';
import enMail from '@/lib/platform/i18n/messages/en/mail.json';
import enModeration from '@/lib/platform/i18n/messages/en/moderation.json';
import enNotifications from '@/lib/platform/i18n/messages/en/notifications.json';
import enReplies from '@/lib/platform/i18n/messages/en/replies.json';
import enReviews from '@/lib/platform/i18n/messages/en/reviews.json';
import enTicket from '@/lib/platform/i18n/messages/en/ticket.json';
import enUi from '@/lib/platform/i18n/messages/en/ui.json';
import enUnsubscribe from '@/lib/platform/i18n/messages/en/unsubscribe.json';
import enWords from '@/lib/platform/i18n/messages/en/words.json';
import frAccount from '@/lib/platform/i18n/messages/fr/account.json';
import frApplications from '@/lib/platform/i18n/messages/fr/applications.json';
import frAuth from '@/lib/platform/i18n/messages/fr/auth.json';
import frAuthor from '@/lib/platform/i18n/messages/fr/author.json';
import frCertificate from '@/lib/platform/i18n/messages/fr/certificate.json';
import frCompliance from '@/lib/platform/i18n/messages/fr/compliance.json';
import frErrors from '@/lib/platform/i18n/messages/fr/errors.json';
import frForm from '@/lib/platform/i18n/messages/fr/form.json';
import frLayout from '@/lib/platform/i18n/messages/fr/layout.json';
import frMail from '@/lib/platform/i18n/messages/fr/mail.json';
import frModeration from '@/lib/platform/i18n/messages/fr/moderation.json';
import frNotifications from '@/lib/platform/i18n/messages/fr/notifications.json';
import frReplies from '@/lib/platform/i18n/messages/fr/replies.json';
import frReviews from '@/lib/platform/i18n/messages/fr/reviews.json';
import frTicket from '@/lib/platform/i18n/messages/fr/ticket.json';
import frUi from '@/lib/platform/i18n/messages/fr/ui.json';
import frUnsubscribe from '@/lib/platform/i18n/messages/fr/unsubscribe.json';
import frWords from '@/lib/platform/i18n/messages/fr/words.json';

export type Catalogue = Record<string, Record<string, unknown>>;

export const catalogues: Record<Locale, Catalogue> = {
  fr: {
    account: frAccount,
    applications: frApplications,
    auth: frAuth,
    author: frAuthor,
    certificate: frCertificate,
    compliance: frCompliance,
    errors: frErrors,
    form: frForm,
    layout: frLayout,
    mail: frMail,
    moderation: frModeration,
    notifications: frNotifications,
    replies: frReplies,
    reviews: frReviews,
    ticket: frTicket,
    ui: frUi,
    unsubscribe: frUnsubscribe,
    words: frWords,
  },
  en: {
    account: enAccount,
    applications: enApplications,
    auth: enAuth,
    author: enAuthor,
    certificate: enCertificate,
    compliance: enCompliance,
    errors: enErrors,
    form: enForm,
    layout: enLayout,
    mail: enMail,
    moderation: enModeration,
    notifications: enNotifications,
    replies: enReplies,
    reviews: enReviews,
    ticket: enTicket,
    ui: enUi,
    unsubscribe: enUnsubscribe,
    words: enWords,
  },
};

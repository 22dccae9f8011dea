export { default as author } from '@/lib/platform/i18n/messages/de/author.json';
export { default as certificate } from '@/lib/platform/i18n/messages/de/certificate.json';
export { default as errors } from '@/lib/platform/i18n/messages/de/errors.json';
export { default as form } from '@/lib/platform/i18n/messages/de/form.json';
export { default as mail } from '@/lib/platform/i18n/messages/de/mail.json';
export { default as reasons } from '@/lib/platform/i18n/messages/de/reasons.json';
export { default as ticket } from '@/lib/platform/i18n/messages/de/ticket.json';
export { default as unsubscribe } from '@/lib/platform/i18n/messages/de/unsubscribe.json';

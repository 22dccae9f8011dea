export { default as author } from '@/lib/platform/i18n/messages/it/author.json';
export { default as certificate } from '@/lib/platform/i18n/messages/it/certificate.json';
export { default as errors } from '@/lib/platform/i18n/messages/it/errors.json';
export { default as form } from '@/lib/platform/i18n/messages/it/form.json';
export { default as mail } from '@/lib/platform/i18n/messages/it/mail.json';
export { default as reasons } from '@/lib/platform/i18n/messages/it/reasons.json';
export { default as ticket } from '@/lib/platform/i18n/messages/it/ticket.json';
export { default as unsubscribe } from '@/lib/platform/i18n/messages/it/unsubscribe.json';

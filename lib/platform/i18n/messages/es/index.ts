export { default as author } from '@/lib/platform/i18n/messages/es/author.json';
export { default as certificate } from '@/lib/platform/i18n/messages/es/certificate.json';
export { default as errors } from '@/lib/platform/i18n/messages/es/errors.json';
export { default as form } from '@/lib/platform/i18n/messages/es/form.json';
export { default as mail } from '@/lib/platform/i18n/messages/es/mail.json';
export { default as reasons } from '@/lib/platform/i18n/messages/es/reasons.json';
export { default as ticket } from '@/lib/platform/i18n/messages/es/ticket.json';
export { default as unsubscribe } from '@/lib/platform/i18n/messages/es/unsubscribe.json';

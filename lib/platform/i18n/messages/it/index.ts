export { default as reasons } from '@/lib/platform/i18n/messages/it/reasons.json';

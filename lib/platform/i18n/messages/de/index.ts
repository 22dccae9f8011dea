export { default as reasons } from '@/lib/platform/i18n/messages/de/reasons.json';

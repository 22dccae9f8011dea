export { default as reasons } from '@/lib/platform/i18n/messages/es/reasons.json';

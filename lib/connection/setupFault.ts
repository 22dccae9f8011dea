import type { ZendeskErrorKind } from '@/lib/zendesk/errors';

/** What is shown of a setup that Zendesk broke off; what was made until then is found again by the next one. */
export type SetupFault = { kind: ZendeskErrorKind; words: string };

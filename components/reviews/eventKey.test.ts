import { describe, expect, it } from 'vitest';
import { toEventKey } from '@/components/reviews/eventKey';
import { catalogues } from '@/lib/platform/i18n/catalogue';
import { causeKinds, reviewStatuses } from '@/lib/reviews/events';

type Words = Record<string, Record<string, string>>;
const cases = [
  ['submitted', { status: 'pending' }, 'submitted'],
  ['submitted', { status: 'in_moderation' }, 'submittedModeration'],
  ['modified', { status: 'in_moderation' }, 'modifiedModeration'],
  ['published', { by: 'merchant' }, 'publishedMerchant'],
  ['published', { by: 'daily_run' }, 'publishedRun'],
  ['published', { by: 'somebody_new' }, 'published'],
  ['replied', { source: 'zendesk' }, 'repliedZendesk'],
  ['replied', { source: 'portal' }, 'replied'],
  ['reply_changed', { how: 'redacted' }, 'replyRedacted'],
  ['reply_changed', { how: 'edited' }, 'replyEdited'],
  ['reply_changed', { how: 'made_internal' }, 'replyInternal'],
  ['reply_changed', { how: 'removed' }, 'replyRemoved'],
  ['withdrawn', {}, 'withdrawn'],
  ['not_yet_invented', null, 'changed'],
] as const;

describe('an event in words', () => {
  it.each(cases)('%s %o reads %s, in every language', (type, data, key) => {
    expect(toEventKey({ type, data })).toBe(key);
    for (const messages of Object.values(catalogues)) {
      expect((messages.reviews as Words).timeline?.[key]).toBeTruthy();
    }
  });

  it('every cause and status has its words in every language', () => {
    for (const messages of Object.values(catalogues)) {
      const words = messages.reviews as Words;
      for (const kind of causeKinds)
        expect([words.cause?.[kind], words.cause?.[`${kind}Text`]]).not.toContain(undefined);
      for (const status of reviewStatuses) expect(words.status?.[status]).toBeTruthy();
    }
  });
});

/**
 * A path as logs may hold it. Paths carry what must not be kept: links that act as the author, e-mail addresses, whatever strangers
 * type. So only the words of our own routes and plain ids stay; everything else becomes `:value`. A path nobody thought of is
 * therefore hidden too, and a new secret in a path needs no entry here.
 */
const replacement = ':value';
const maxSegments = 10;
const maxLength = 1000;

/** Every fixed segment of a route or page below `app/`; a test compares. */
export const routeWords: ReadonlySet<string> = new Set(
  `
    account activity activity.csv alerts api app app.zip applications attachments auth authors callback
    certificate certificates chat choices compliance copy count current decision desk dev docs draft
    empty erasure erasures estimate exchanges files forms health history image import integration-codes
    invitations legacy link live mails metrics moderation move notifications oauth openapi.json orders
    panel preview privacy public publication r ready repair replies report report-reasons reports retry
    reviews search secret-key session sessions share sidebar templates test thanks ticket tickets trace
    ui unsubscribe v1 version webhooks websites widget widgets words words-test zendesk
  `
    .trim()
    .split(/\s+/),
);

/** Their next segment is about a person or acts as one: not even what looks like an id or a word of ours stays. */
const personalParents = new Set(['authors', 'erasure', 'forms', 'r', 'unsubscribe']);

const plainId = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,20})$/i;

/** @param target a path, with or without a query, as a stranger sent it. */
export function loggedPath(target: string): string {
  const [path = ''] = target.split(/[?#]/, 1);
  const segments = path.slice(0, maxLength).split('/').filter(Boolean);
  const shown = segments.slice(0, maxSegments).map((segment, at) => {
    if (personalParents.has(segments[at - 1] ?? '')) return replacement;
    return routeWords.has(segment) || plainId.test(segment) ? segment : replacement;
  });
  return `/${shown.join('/')}${segments.length > maxSegments ? '/…' : ''}`;
}

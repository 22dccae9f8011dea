/** What elements of a comment's HTML mean for its text: breaks, and regions that are read differently or not at all. */
import type { Attributes } from '@/lib/zendesk/comment/markup';

export const blocks = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
);

/** They end no line, but hold words apart. */
export const cells = new Set(['td', 'th']);

/** They never close: a region that begins with one would have no end. */
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** A part of the HTML from one tag to its closing one. */
export type Region = 'unseen' | 'signature' | 'quote' | 'cited' | 'verbatim';

const unseenNames = new Set(
  'script style head title template noscript object svg math iframe select textarea'.split(' '),
);
const signatureClasses = new Set([
  'signature',
  'collapse-signature',
  'gmail_signature',
  'moz-signature',
  'gmail_signature_prefix',
]);
/** Wrappers of mail programs and of Zendesk around the mail that was answered. */
const quoteClasses = new Set([
  'zd_quote',
  'zd-quote',
  'gmail_quote',
  'gmail_quote_container',
  'gmail_attr',
  'yahoo_quoted',
  'protonmail_quote',
  'tutanota_quote',
  'moz-cite-prefix',
  'moz-forward-container',
]);
/** Outlook closes nothing around the mail below: all that follows is that mail. */
const quoteStartIds = new Set(['appendonsend', 'divrplyfwdmsg', 'mail-editor-reference-message-container']);

const classesOf = (attributes: Attributes) => (attributes.get('class') ?? '').toLowerCase().split(/\s+/u);

const isHidden = (attributes: Attributes) =>
  attributes.has('hidden') || /display\s*:\s*none/iu.test(attributes.get('style') ?? '');

/** Programs prefix what they did not write: `x_divRplyFwdMsg` is Outlook's, seen by another Outlook. */
export const startsQuote = (attributes: Attributes) =>
  quoteStartIds.has((attributes.get('id') ?? '').toLowerCase().replace(/^(?:x_)+/u, ''));

export function regionOf(name: string, attributes: Attributes): Region | null {
  if (empty.has(name)) return null;
  if (unseenNames.has(name) || isHidden(attributes)) return 'unseen';
  const classes = classesOf(attributes).map((word) => word.replace(/^(?:x_)+/u, ''));
  if (classes.some((word) => signatureClasses.has(word))) return 'signature';
  if (classes.some((word) => quoteClasses.has(word))) return 'quote';
  if (name === 'blockquote') return (attributes.get('type') ?? '') === 'cite' ? 'quote' : 'cited';
  return name === 'pre' ? 'verbatim' : null;
}

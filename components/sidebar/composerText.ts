/**
 * What stands in Zendesk's composer, as text: the rich-text composer gives HTML with entities, the plain one what was typed.
 * Browser only.
 */
const blocks = 'address,blockquote,dd,div,dt,figure,h1,h2,h3,h4,h5,h6,hr,li,ol,p,pre,table,td,th,tr,ul';
const scheme = /^(?:mailto|tel):/i;

/** One run of words: a comparison and a warning do not depend on how lines were broken. */
export const toRun = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

const looksLikeHtml = (written: string) => /<\/?[a-z][^>]*>|&(?:#\w+|[a-z]\w*);/i.test(written);

/** An address that is only behind the words is public all the same. */
function showAddress(link: Element): void {
  const address = (link.getAttribute('href') ?? '').replace(scheme, '');
  if (address !== '' && !(link.textContent ?? '').includes(address)) link.append(` (${address})`);
}

function fromHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const hidden of body.querySelectorAll('script,style,template')) hidden.remove();
  for (const link of body.querySelectorAll('a[href]')) showAddress(link);
  for (const lineEnd of body.querySelectorAll('br')) lineEnd.replaceWith('\n');
  for (const block of body.querySelectorAll(blocks)) block.append('\n');
  return body.textContent ?? '';
}

/** @param isRich whether the composer takes rich text; null where this Zendesk does not say. */
export function readComposer(written: string, isRich: boolean | null): string {
  return toRun((isRich ?? looksLikeHtml(written)) ? fromHtml(written) : written);
}

/** A template's text for the rich-text composer: every character stands for itself, every line stays one. */
export function toComposerHtml(text: string): string {
  const holder = document.createElement('div');
  holder.textContent = text;
  return holder.innerHTML.replace(/\r\n?|\n/g, '<br>');
}

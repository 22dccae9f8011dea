import { escapeHtml, linkAddresses } from './markdown';

/** What the rich-text composer makes of typed text: line ends, empty lines and repeated blanks kept as HTML keeps them. */
export function toRichText(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const toLine = (line: string) =>
    line.trim() === '' ? '&nbsp;' : linkAddresses(escapeHtml(line)).replaceAll('  ', '&nbsp; ');
  return `<p dir="auto">${lines.map(toLine).join('<br>')}</p>`;
}

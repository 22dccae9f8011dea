/** What the pages of a compliance file are drawn with: paragraphs, headings and table rows that are never cut in two. */
import type PDFDocument from 'pdfkit';

export type Doc = InstanceType<typeof PDFDocument>;

export const margin = 48;
export const colours = {
  ink: '#12303a',
  soft: '#51666d',
  line: '#d5dfe1',
  bar: '#2a7a80',
  whisker: '#8fb9bb',
  term: '#b3452c',
};
export const widthOf = (doc: Doc) => doc.page.width - 2 * margin;

/** Starts a new page rather than cut a block in two. */
export function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - margin - 20) doc.addPage();
}

export function text(
  doc: Doc,
  value: string,
  options: { size?: number; bold?: boolean; colour?: string; gap?: number } = {},
) {
  doc
    .font(options.bold ? 'bold' : 'regular')
    .fontSize(options.size ?? 9.5)
    .fillColor(options.colour ?? colours.ink)
    .text(value, margin, doc.y, { width: widthOf(doc) });
  doc.y += options.gap ?? 4;
}

export function heading(doc: Doc, value: string): void {
  keepTogether(doc, 90);
  doc.y += 14;
  text(doc, value, { size: 13, bold: true, gap: 6 });
}

type Cell = { value: string; align?: 'right' };

/** A table row; `widths` are shares of the page. The tallest cell decides the height. */
export function row(doc: Doc, cells: readonly Cell[], widths: readonly number[], bold = false): void {
  doc.font(bold ? 'bold' : 'regular').fontSize(8.5);
  const sized = cells.map((cell, index) => ({ ...cell, width: widthOf(doc) * (widths[index] ?? 0) - 8 }));
  const height = Math.max(...sized.map(({ value, width }) => doc.heightOfString(value, { width }))) + 8;
  keepTogether(doc, height);
  const top = doc.y;
  let left = margin;
  doc.fillColor(bold ? colours.soft : colours.ink).font(bold ? 'bold' : 'regular');
  sized.forEach(({ value, align, width }) => {
    doc.text(value, left, top + 4, { width, ...(align ? { align } : {}) });
    left += width + 8;
  });
  doc
    .moveTo(margin, top + height)
    .lineTo(margin + widthOf(doc), top + height)
    .lineWidth(0.5)
    .stroke(colours.line);
  doc.y = top + height;
}

export const right = (value: string): Cell => ({ value, align: 'right' });

/** The compliance file on paper: the same figures as the screen, drawn with the product's own typeface. */
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { compareDelays, layOutDelays } from '@/lib/compliance/chart';
import {
  colours,
  heading,
  keepTogether,
  margin,
  right,
  row,
  text,
  widthOf,
  type Doc,
} from '@/lib/compliance/pdfPage';
import type { ComplianceFile, DecisionRow } from '@/lib/compliance/queries';
import type { FileWords } from '@/lib/compliance/words';

type Context = { doc: Doc; file: ComplianceFile; words: FileWords };

const fontFolder = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans');

/** @returns the whole PDF; a year of decisions is some hundred kilobytes. */
export function toPdf(file: ComplianceFile, words: FileWords): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    lang: words.locale,
    info: { Title: words.t('pdf.title', { website: file.website.name }), Creator: words.t('pdf.creator') },
  });
  doc.registerFont('regular', join(fontFolder, 'Geist-Regular.ttf'));
  doc.registerFont('bold', join(fontFolder, 'Geist-SemiBold.ttf'));
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const context = { doc, file, words };
  drawHead(context);
  drawDelays(context);
  drawOrigins(context);
  drawRemovals(context);
  drawOutcomes(context);
  drawDecisions(context);
  numberPages(context);
  doc.end();
  return done;
}

function drawHead({ doc, file: { website, period, madeAt }, words: { t, day, moment } }: Context): void {
  text(doc, t('pdf.title', { website: website.name }), { size: 20, bold: true });
  text(doc, t('pdf.period', { from: day(period.from), to: day(period.to) }), { size: 11 });
  text(doc, t('pdf.made', { date: moment(madeAt), domain: website.domain, id: website.id }), {
    colour: colours.soft,
  });
  text(doc, t('pdf.law'), { colour: colours.soft });
}

function drawDelays(context: Context): void {
  const { doc, file, words } = context;
  const { t, number, duration } = words;
  heading(doc, t('delays.title'));
  const verdict = compareDelays(file.delays);
  if (verdict) text(doc, t(`delays.${verdict}`), { gap: 8 });
  drawChart(context);
  const widths = [0.16, 0.14, 0.14, 0.16, 0.16, 0.14, 0.1];
  const columns = ['rating', 'submitted', 'published', 'median', 'p90', 'inTime', 'waiting'] as const;
  row(
    doc,
    columns.map((key, index) => (index ? right(t(`delays.${key}`)) : { value: t(`delays.${key}`) })),
    widths,
    true,
  );
  for (const delay of file.delays) {
    const { rating, submitted, published, medianHours, p90Hours, withinSevenDays, waiting } = delay;
    const figures = [number(submitted), number(published), duration(medianHours), duration(p90Hours)];
    row(
      doc,
      [
        { value: t('delays.stars', { rating }) },
        ...[...figures, number(withinSevenDays), number(waiting)].map(right),
      ],
      widths,
    );
  }
  doc.y += 6;
  text(doc, t('delays.method'), { size: 8, colour: colours.soft });
}

function drawChart({ doc, file, words: { t } }: Context): void {
  const { bars, ticks, term } = layOutDelays(file.delays);
  const rowHeight = 20;
  keepTogether(doc, rowHeight * bars.length + 50);
  const left = margin + 70;
  const width = widthOf(doc) - 80;
  const top = doc.y;
  const bottom = top + rowHeight * bars.length;
  doc.font('regular').fontSize(8);
  for (const { days, at } of ticks) {
    doc
      .moveTo(left + at * width, top)
      .lineTo(left + at * width, bottom)
      .lineWidth(0.5)
      .stroke(colours.line);
    doc
      .fillColor(colours.soft)
      .text(String(days), left + at * width - 15, bottom + 4, { width: 30, align: 'center' });
  }
  bars.forEach(({ rating, median, p90 }, index) => {
    const middle = top + rowHeight * (index + 0.5);
    doc.fillColor(colours.ink).text(t('delays.stars', { rating }), margin, middle - 5, { width: 62 });
    if (median === null || p90 === null) return;
    doc.rect(left, middle - 1, p90 * width, 2).fill(colours.whisker);
    doc.rect(left, middle - 6, Math.max(1, median * width), 12).fill(colours.bar);
  });
  doc
    .moveTo(left + term * width, top)
    .lineTo(left + term * width, bottom)
    .lineWidth(1.2)
    .dash(3, { space: 2 })
    .stroke(colours.term)
    .undash();
  doc.y = bottom + 18;
  text(doc, t('delays.legend'), { size: 8, colour: colours.soft, gap: 8 });
}

function drawOrigins({ doc, file, words: { t, number } }: Context): void {
  heading(doc, t('origins.title'));
  const widths = [0.49, 0.17, 0.17, 0.17];
  const counts = ['received', 'verified', 'unverified'] as const;
  row(
    doc,
    [{ value: t('origins.origin') }, ...counts.map((key) => right(t(`origins.${key}`)))],
    widths,
    true,
  );
  for (const line of file.origins)
    row(
      doc,
      [{ value: t(`origins.of.${line.origin}`) }, ...counts.map((key) => right(number(line[key])))],
      widths,
    );
  doc.y += 6;
  text(doc, t('origins.method'), { size: 8, colour: colours.soft });
}

function drawRemovals({ doc, file, words: { t, number } }: Context): void {
  heading(doc, t('removals.title'));
  const widths = [0.25, 0.25, 0.25, 0.25];
  const counts = ['withdrawn', 'erased', 'anonymised'] as const;
  row(
    doc,
    [{ value: t('delays.rating') }, ...counts.map((key) => right(t(`removals.${key}`)))],
    widths,
    true,
  );
  for (const line of file.removals)
    row(
      doc,
      [
        { value: t('delays.stars', { rating: line.rating }) },
        ...counts.map((key) => right(number(line[key]))),
      ],
      widths,
    );
  doc.y += 6;
  text(doc, t('removals.method'), { size: 8, colour: colours.soft });
}

function drawOutcomes({ doc, file, words: { t, number, share, reason } }: Context): void {
  heading(doc, t('outcomes.title'));
  if (file.outcomes.length === 0) return text(doc, t('outcomes.none'));
  const { count, of } = file.decidedInTime;
  if (of > 0) text(doc, t('outcomes.inTime', { share: share(count / of), count, of }), { gap: 8 });
  const widths = [0.56, 0.11, 0.11, 0.11, 0.11];
  const states = ['open', 'accepted', 'rejected', 'closed'] as const;
  row(
    doc,
    [{ value: t('outcomes.reason') }, ...states.map((state) => right(t(`outcomes.${state}`)))],
    widths,
    true,
  );
  for (const outcome of file.outcomes)
    row(
      doc,
      [{ value: reason(outcome.reason) }, ...states.map((state) => right(number(outcome[state])))],
      widths,
    );
}

function drawDecisions({ doc, file, words }: Context): void {
  const { t } = words;
  heading(doc, t('decisions.title'));
  if (file.decisions.length === 0) return text(doc, t('decisions.none'));
  for (const decision of file.decisions) drawDecision(doc, decision, words);
}

function drawDecision(doc: Doc, decision: DecisionRow, { t, moment, duration, reason }: FileWords): void {
  const { kind, outcome, orderRef, rating, evidence, madeAt, decidedAt, hours, statement, type } = decision;
  keepTogether(doc, 80);
  text(doc, `${moment(decidedAt)} · ${t(`decisions.${kind}.${outcome}`)}`, { bold: true, gap: 1 });
  text(
    doc,
    t('decisions.about', {
      orderRef,
      type: t(`decisions.type.${type}`),
      stars: t('delays.stars', { rating }),
    }),
    { gap: 1 },
  );
  text(doc, `${t('decisions.reason')} ${reason(decision.reason)}`, { gap: 1 });
  text(doc, t('decisions.time', { made: moment(madeAt), duration: duration(hours), evidence }), {
    colour: colours.soft,
    gap: 1,
  });
  if (statement) text(doc, `${t('decisions.statement')} ${statement}`, { gap: 1 });
  doc.y += 9;
}

function numberPages({ doc, words: { t } }: Context): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    // Below the margin on purpose; pdfkit would start a new page there.
    doc.page.margins.bottom = 0;
    doc
      .font('regular')
      .fontSize(8)
      .fillColor(colours.soft)
      .text(t('pdf.page', { page: index + 1, count }), margin, doc.page.height - 32, {
        width: widthOf(doc),
        align: 'right',
      });
  }
}

/** Cuts a review's text where its causes matched, so that a screen can mark the passages without touching the text. */

export type MatchedCause = {
  kind: string;
  category: string | null;
  start: number | null;
  end: number | null;
};
export type Passage<C extends MatchedCause> = { text: string; causes: C[] };

/** A cut inside a surrogate pair would show two broken characters: the edge moves outwards. */
function outsidePair(text: string, index: number, step: -1 | 1): number {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  const isInside = before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
  return isInside ? index + step : index;
}

function toSpan<C extends MatchedCause>(text: string, cause: C) {
  if (cause.start === null || cause.end === null) return [];
  const start = Math.max(0, Math.min(cause.start, text.length));
  const end = Math.max(0, Math.min(cause.end, text.length));
  if (end <= start) return [];
  return [{ cause, start: outsidePair(text, start, -1), end: outsidePair(text, end, 1) }];
}

/**
 * The text in order, cut at every edge of a match: joined together the passages are the text again, and a passage names
 * every cause that covers it. Offsets are UTF-16, as stored; those outside the text are clipped.
 */
export function toPassages<C extends MatchedCause>(text: string, causes: readonly C[]): Passage<C>[] {
  const spans = causes.flatMap((cause) => toSpan(text, cause));
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? text.length;
    const covering = spans.filter((span) => span.start <= start && span.end >= end);
    return { text: text.slice(start, end), causes: covering.map((span) => span.cause) };
  });
}

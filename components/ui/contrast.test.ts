import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Oklch = readonly [lightness: number, chroma: number, hue: number];
type Pair = { light: Oklch; dark: Oklch };

const oklch = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
const declaration = new RegExp(String.raw`--color-([\w-]+): light-dark\(${oklch}, ${oklch}\);`, 'g');
const oklch0 = (parts: (string | undefined)[]): Oklch => parts.map(Number) as unknown as Oklch;

/** Every token whose value is a pair of opaque colours, read from the one file that defines them. */
const tokens = new Map<string, Pair>();
for (const [, name = '', ...parts] of readFileSync('app/globals.css', 'utf8').matchAll(declaration)) {
  tokens.set(name, { light: oklch0(parts.slice(0, 3)), dark: oklch0(parts.slice(3)) });
}

/** Linear sRGB, by the matrices of the OKLab definition. */
function toLinearRgb([lightness, chroma, hue]: Oklch): readonly [number, number, number] {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Relative luminance of WCAG 2. */
function luminance(colour: Oklch): number {
  const [red, green, blue] = toLinearRgb(colour).map((value) => Math.min(1, Math.max(0, value))) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: Oklch, other: Oklch): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

const planes = ['ground', 'surface', 'raised', 'sunken'];
const tones = ['info', 'success', 'warning', 'danger'];

/** Text on its background: 4.5:1 (WCAG 1.4.3). */
const texts: [string, string][] = [
  ...planes.flatMap((plane): [string, string][] =>
    ['ink', 'ink-soft', 'ink-faint', 'seal-ink'].map((ink) => [ink, plane]),
  ),
  ...tones.flatMap((tone): [string, string][] => [
    [`${tone}-ink`, `${tone}-soft`],
    ['ink', `${tone}-soft`],
    ['ink-soft', `${tone}-soft`],
  ]),
  ['danger-ink', 'surface'],
  ['danger-ink', 'raised'],
  ['seal-ink', 'seal-soft'],
  ['ink', 'seal-soft'],
  ['ink-soft', 'seal-soft'],
  ['ink-soft', 'neutral-soft'],
  ['on-seal', 'seal'],
  ['on-seal', 'seal-strong'],
  ['ground', 'ink'],
  ['rail-ink', 'rail'],
  ['rail-soft', 'rail'],
  ['rail-ink', 'rail-active'],
  ['rail-soft', 'rail-active'],
];

/** Frames of controls, icons and focus rings: 3:1 (WCAG 1.4.11). */
const marks: [string, string][] = [
  ...planes.map((plane): [string, string] => ['line-strong', plane]),
  ...[...tones, 'seal', 'star'].flatMap((mark): [string, string][] => [
    [mark, 'surface'],
    [mark, 'ground'],
  ]),
  ['seal', 'seal-soft'],
  ['rail-mark', 'rail'],
  ['rail-mark', 'rail-active'],
  ['on-mark', 'rail-mark'],
];

const cases = [
  ...texts.map(([front, back]) => ({ front, back, least: 4.5 })),
  ...marks.map(([front, back]) => ({ front, back, least: 3 })),
].flatMap((pair) => (['light', 'dark'] as const).map((theme) => ({ ...pair, theme })));

describe('colour tokens', () => {
  it.each(cases)('$front on $back reaches $least:1 in $theme', ({ front, back, least, theme }) => {
    const [one, other] = [tokens.get(front), tokens.get(back)];
    if (!one || !other) throw new Error(`no token for ${front} or ${back}`);
    expect(ratio(one[theme], other[theme])).toBeGreaterThanOrEqual(least);
  });

  it('lie within what every screen can show, so that no browser shifts them', () => {
    const outside = [...tokens].filter(([, pair]) =>
      [...toLinearRgb(pair.light), ...toLinearRgb(pair.dark)].some(
        (value) => value < -0.004 || value > 1.004,
      ),
    );
    expect(outside.map(([name]) => name)).toEqual([]);
    expect(tokens.size).toBeGreaterThan(30);
  });
});

/**
 * The picture that social networks show beside a link to a certificate. Drawn with our own font file: the renderer would
 * fetch what a font lacks (other scripts, emoji) from other people's servers, so text is kept to what the font draws.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageResponse } from 'next/og';
import { starPath } from '@/components/ui/Stars';
import type { CertificateWords } from '@/components/certificate/words';
import type { CertificateWebsite } from '@/lib/certificate/certificate';
import type { Score } from '@/lib/certificate/score';

export const imageSize = { width: 1200, height: 630 };

const colors = { ground: '#12312b', ink: '#ffffff', soft: '#b9d3cb', star: '#f5b301', empty: '#2c5048' };

const fontFile = (weight: 'Regular' | 'SemiBold') =>
  readFile(join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans', `Geist-${weight}.ttf`));
let fonts: Promise<[Buffer, Buffer]> | undefined;

/** Latin letters, digits and usual signs; what is left of a name in another script may be nothing. */
export function drawable(text: string): string {
  return text
    .replace(/[^\u0020-\u007e\u00a0-\u017f\u2010-\u201f\u2026\u20ac]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

type Parts = { words: CertificateWords; website: CertificateWebsite; score: Score };

export async function drawCertificateImage({ words, website, score }: Parts): Promise<Response> {
  fonts ??= Promise.all([fontFile('Regular'), fontFile('SemiBold')]);
  const [regular, bold] = await fonts;
  const name = drawable(website.name) || new URL(website.url).host;
  return new ImageResponse(<Picture words={words} name={name} score={score} />, {
    ...imageSize,
    fonts: [
      { name: 'Geist', data: regular, weight: 400 },
      { name: 'Geist', data: bold, weight: 600 },
    ],
  });
}

function Picture({
  words: { t, average },
  name,
  score,
}: {
  words: CertificateWords;
  name: string;
  score: Score;
}) {
  const figure = score.average === null ? null : average(score.average);
  return (
    <div
      style={{
        ...{ width: '100%', height: '100%', display: 'flex', flexDirection: 'column' },
        ...{ justifyContent: 'space-between', padding: 80, fontFamily: 'Geist' },
        ...{ background: colors.ground, color: colors.ink },
      }}
    >
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        <div style={{ fontSize: 34, color: colors.soft }}>{t('page.eyebrow')}</div>
        <div style={{ fontSize: name.length > 30 ? 56 : 76, fontWeight: 600, lineClamp: 2 }}>{name}</div>
      </div>
      <div style={{ display: 'flex', alignItems: 'flex-end', justifyContent: 'space-between' }}>
        <div style={{ display: 'flex', flexDirection: 'column', gap: 18 }}>
          {figure ? (
            <div style={{ display: 'flex', alignItems: 'baseline', gap: 20 }}>
              <span style={{ fontSize: 150, fontWeight: 600, lineHeight: 1 }}>{figure}</span>
              <span style={{ fontSize: 40, color: colors.soft }}>{t('score.outOf')}</span>
            </div>
          ) : (
            <div style={{ fontSize: 60, fontWeight: 600 }}>{t('score.underEvaluation')}</div>
          )}
          <StarRow value={score.average ?? 0} />
        </div>
        <div style={{ fontSize: 34, color: colors.soft }}>
          {t('image.count', { count: score.recentCount })}
        </div>
      </div>
    </div>
  );
}

function StarRow({ value }: { value: number }) {
  const halves = Math.round(value * 2);
  return (
    <svg viewBox="0 0 100 20" width="400" height="80">
      {[0, 1, 2, 3, 4].map((index) => (
        <g key={index} transform={`translate(${index * 20} 0)`}>
          <path d={starPath} fill={halves >= index * 2 + 2 ? colors.star : colors.empty} />
        </g>
      ))}
    </svg>
  );
}

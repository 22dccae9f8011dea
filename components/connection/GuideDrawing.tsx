import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export const guideSteps = ['one', 'two', 'three', 'four', 'five'] as const;
export type GuideStep = (typeof guideSteps)[number];

type Words = (key: string) => string;

/** A drawing of the Zendesk screen a step is about, in our own lines: what to click is framed. The caption says it in words. */
export function GuideDrawing({ step }: { step: GuideStep }) {
  const t = useTranslations('zendeskSetup.guide.draw');
  return (
    <svg
      viewBox="0 0 480 250"
      aria-hidden
      className="h-auto w-full rounded-lg border border-line bg-surface font-sans text-[13px]"
    >
      <Frame title={t('admin')} />
      {screens[step](t)}
    </svg>
  );
}

function Frame({ title }: { title: string }) {
  return (
    <>
      <rect width="480" height="34" className="fill-sunken" />
      {[18, 34, 50].map((x) => (
        <circle key={x} cx={x} cy="17" r="4.5" className="fill-line-strong" />
      ))}
      <text x="70" y="22" className="fill-ink-soft font-medium">
        {title}
      </text>
      <line x1="0" x2="480" y1="34.5" y2="34.5" className="stroke-line" />
    </>
  );
}

/** What is to be clicked, framed twice so that colour is not all that says it. */
function Target({
  x,
  y,
  width,
  height = 30,
  children,
}: {
  x: number;
  y: number;
  width: number;
  height?: number;
  children: ReactNode;
}) {
  return (
    <g>
      <rect
        x={x - 4}
        y={y - 4}
        width={width + 8}
        height={height + 8}
        rx="10"
        className="fill-none stroke-seal"
        strokeWidth="2"
        strokeDasharray="5 4"
      />
      <rect x={x} y={y} width={width} height={height} rx="7" className="fill-seal-soft stroke-seal" />
      <text x={x + 12} y={y + height / 2 + 4.5} className="fill-seal-ink font-semibold">
        {children}
      </text>
    </g>
  );
}

function Box({
  x,
  y,
  width,
  height = 30,
  label,
  children,
}: {
  x: number;
  y: number;
  width: number;
  height?: number;
  label?: string;
  children?: ReactNode;
}) {
  return (
    <g>
      {label && (
        <text x={x} y={y - 7} className="fill-ink-soft text-[12px]">
          {label}
        </text>
      )}
      <rect x={x} y={y} width={width} height={height} rx="6" className="fill-surface stroke-line-strong" />
      <text x={x + 11} y={y + height / 2 + 4.5} className="fill-ink">
        {children}
      </text>
    </g>
  );
}

function Lines({ x, y, widths }: { x: number; y: number; widths: readonly number[] }) {
  return widths.map((width, index) => (
    <rect key={index} x={x} y={y + index * 22} width={width} height="8" rx="4" className="fill-line" />
  ));
}

function Menu({ t }: { t: Words }) {
  return (
    <>
      <rect y="35" width="176" height="215" className="fill-ground" />
      <text x="18" y="68" className="fill-ink-soft">
        {t('account')}
      </text>
      <text x="18" y="100" className="fill-ink-soft">
        {t('people')}
      </text>
    </>
  );
}

const dots = '••••••••••••••••';

const screens: Record<GuideStep, (t: Words) => ReactNode> = {
  one: (t) => (
    <>
      <Menu t={t} />
      <Target x={10} y={120} width={158} height={32}>
        <tspan className="text-[10.5px]">{t('apps')}</tspan>
      </Target>
      <Lines x={206} y={70} widths={[150, 230, 210, 120]} />
    </>
  ),
  two: (t) => (
    <>
      <text x="24" y="68" className="fill-ink font-semibold">
        {t('api')}
      </text>
      <Target x={24} y={88} width={130}>
        {t('clients')}
      </Target>
      <Target x={300} y={88} width={156}>
        {t('add')}
      </Target>
      <line x1="24" x2="456" y1="142.5" y2="142.5" className="stroke-line" />
      <Lines x={24} y={164} widths={[300, 260, 320]} />
    </>
  ),
  three: (t) => (
    <>
      <Box x={24} y={72} width={300} label={t('name')}>
        {t('avis')}
      </Box>
      <text x="24" y="133" className="fill-ink-soft text-[12px]">
        {t('kind')}
      </text>
      <Target x={24} y={146} width={150}>
        {t('confidential')}
      </Target>
      <Box x={196} y={146} width={128}>
        {t('public')}
      </Box>
      <Lines x={24} y={204} widths={[220, 180]} />
    </>
  ),
  four: (t) => (
    <>
      <Box x={24} y={72} width={300} label={t('name')}>
        {t('avis')}
      </Box>
      <Lines x={24} y={128} widths={[260, 220, 240]} />
      <Target x={340} y={204} width={112}>
        {t('save')}
      </Target>
    </>
  ),
  five: (t) => (
    <>
      <Box x={24} y={76} width={300} label={t('identifier')}>
        avis_verifies
      </Box>
      <Target x={346} y={76} width={106}>
        {t('copy')}
      </Target>
      <Box x={24} y={152} width={300} label={t('secret')}>
        {dots}
      </Box>
      <Target x={346} y={152} width={106}>
        {t('copy')}
      </Target>
      <text x="24" y="206" className="fill-warning-ink text-[12px] font-medium">
        {t('once')}
      </text>
    </>
  ),
};

import { AlertTriangle, CheckCircle2, CircleDashed, Info, OctagonX, type LucideIcon } from 'lucide-react';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'seal';

/** Quiet background with readable text, for chips and banners. */
export const softTone: Record<Tone, string> = {
  neutral: 'bg-neutral-soft text-ink-soft',
  info: 'bg-info-soft text-info-ink',
  success: 'bg-success-soft text-success-ink',
  warning: 'bg-warning-soft text-warning-ink',
  danger: 'bg-danger-soft text-danger-ink',
  seal: 'bg-seal-soft text-seal-ink',
};

/** Strong enough for icons, dots and lines on a surface; never for text. */
export const markTone: Record<Tone, string> = {
  neutral: 'text-ink-faint',
  info: 'text-info',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
  seal: 'text-seal',
};

export const toneIcon: Record<Tone, LucideIcon> = {
  neutral: CircleDashed,
  info: Info,
  success: CheckCircle2,
  warning: AlertTriangle,
  danger: OctagonX,
  seal: CheckCircle2,
};

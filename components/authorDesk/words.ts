import type { FormWords } from '@/components/reviewForm/words';
import { translator } from '@/lib/platform/i18n/translator';

/** The author's language: the words of this room, and those of the review form whose fields it shares. */
export type DeskWords = { form: FormWords; t: FormWords['t']; date: FormWords['date'] };

export function deskWords(form: FormWords): DeskWords {
  return { form, t: translator(form.locale, 'author'), date: form.date };
}

/** Where a native form of the author goes. */
export function actionOf(token: string, act: string, { form }: DeskWords): string {
  return `/api/public/reviews/${encodeURIComponent(token)}/${act}?lang=${form.locale}`;
}

/**
 * What the form gains where a script runs: counters, mistakes shown before sending, words kept as they are typed, one click
 * one submission, the chat.
 * Works on the server's own HTML by events that bubble, so nothing is rendered twice. Browser only.
 */
import { createAutosave } from '@/components/reviewForm/autosave';
import { createChat, type ChatSettings } from '@/components/reviewForm/chat';

const count = (text: string) => text.replace(/\r\n?/g, '\n').length;
const fill = (template: string, values: Record<string, number>) =>
  template.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));

function showError(field: Element | null, code: string | null): void {
  for (const message of field?.querySelectorAll<HTMLElement>('[data-error]') ?? []) {
    message.hidden = message.dataset.error !== code;
  }
  for (const control of field?.querySelectorAll('[role=radiogroup], textarea, [type=checkbox]') ?? []) {
    if (code) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  }
}

function updateCounter(area: HTMLTextAreaElement): void {
  const counter = area.form?.querySelector<HTMLElement>(`[data-counter="${area.name}"]`);
  if (!counter) return;
  const max = Number(counter.dataset.max);
  const typed = count(area.value);
  const isOver = typed > max;
  counter.textContent = fill((isOver ? counter.dataset.over : counter.dataset.count) ?? '', {
    count: typed,
    max,
    over: typed - max,
  });
  counter.toggleAttribute('data-is-over', isOver);
  if (!isOver) showError(area.closest('[data-field]'), null);
}

/** The first field that needs another look, its error shown; the server checks everything again. */
function findMistake(form: HTMLFormElement): HTMLElement | null {
  let first: HTMLElement | null = null;
  for (const field of form.querySelectorAll<HTMLElement>('[data-field]')) {
    const control = field.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    if (!control) continue;
    const isRadio = control.type === 'radio' && control.required && !field.querySelector(':checked');
    const isBox = control.type === 'checkbox' && control.required && !(control as HTMLInputElement).checked;
    const max = Number(field.querySelector<HTMLElement>('[data-counter]')?.dataset.max ?? Infinity);
    const code = isRadio
      ? 'rating_missing'
      : isBox
        ? 'consent_missing'
        : count(control.value) > max
          ? 'comment_too_long'
          : null;
    showError(field, code);
    if (code) first ??= control;
  }
  return first;
}

function setPending(form: HTMLFormElement, isPending: boolean): void {
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
  if (!button) return;
  form.toggleAttribute('data-is-pending', isPending);
  const label = button.querySelector<HTMLElement>('[data-label]');
  if (label) label.textContent = (isPending ? button.dataset.pending : button.dataset.action) ?? '';
}

/** @returns what undoes it, for a page that leaves without a full load. */
export function enhance(form: HTMLFormElement, chatSettings: ChatSettings | null): () => void {
  // The form's own address, without a script's help: what belongs to it lies below.
  const below = (part: string) => form.action.replace(/(\?.*)?$/, `/${part}`);
  const chat =
    chatSettings &&
    createChat(chatSettings, window, (event) =>
      navigator.sendBeacon(below('chat'), new URLSearchParams({ event })),
    );
  const kept = form.querySelector<HTMLElement>('[data-kept]');
  const autosave = createAutosave(form, below('draft'), () => kept && (kept.hidden = false));

  function onInput({ target }: Event): void {
    if (target instanceof HTMLTextAreaElement) updateCounter(target);
    if (kept) kept.hidden = true;
    autosave.touch();
  }
  function onChange({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    showError(target.closest('[data-field]'), null);
    if (target.name === 'brand.rating') chat?.setRating(Number(target.value));
  }
  function onSubmit(event: Event): void {
    const mistake = form.hasAttribute('data-is-pending') ? null : findMistake(form);
    if (form.hasAttribute('data-is-pending') || mistake) event.preventDefault();
    else setPending(form, true);
    mistake?.focus();
  }
  /** Back from the next page: the browser shows this one as it was left, pending button and all. */
  const onShow = () => setPending(form, false);

  form.addEventListener('input', onInput);
  form.addEventListener('change', onChange);
  form.addEventListener('submit', onSubmit);
  window.addEventListener('pageshow', onShow);
  for (const area of form.querySelectorAll('textarea')) updateCounter(area);
  const chosen = form.querySelector<HTMLInputElement>('[name="brand.rating"]:checked');
  if (chosen) chat?.setRating(Number(chosen.value));

  return () => {
    autosave.stop();
    chat?.end();
    form.removeEventListener('input', onInput);
    form.removeEventListener('change', onChange);
    form.removeEventListener('submit', onSubmit);
    window.removeEventListener('pageshow', onShow);
  };
}

import { toRichText } from '../../tickets/composer';

/** The agent's draft: text, whether it is a reply or a note, and the status it is sent with. */

type CommentType = 'publicReply' | 'internalNote';

export class Composer {
  constructor(readonly form: HTMLFormElement) {}

  get text(): string {
    return this.area.value;
  }

  set text(value: string) {
    this.area.value = value;
    this.area.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** The draft as apps read it: the composer is rich text, so it is HTML with entities. */
  get richText(): string {
    return this.text === '' ? '' : toRichText(this.text);
  }

  get type(): CommentType {
    return this.radio('public').checked ? 'publicReply' : 'internalNote';
  }

  set type(value: CommentType) {
    const radio = this.radio(value === 'publicReply' ? 'public' : 'internal');
    radio.checked = true;
    radio.dispatchEvent(new Event('change', { bubbles: true }));
  }

  get status(): string {
    return this.select.value;
  }

  set status(value: string) {
    this.select.value = value;
  }

  /** What a ticket being written says of itself. */
  get written(): { subject: string; requester: { email: string } | null } {
    const read = (name: string) =>
      (this.form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '';
    return { subject: read('subject'), requester: read('email') === '' ? null : { email: read('email') } };
  }

  hasStatus(value: string): boolean {
    return [...this.select.options].some((option) => option.value === value);
  }

  /** Puts text at the end of the draft, after a space of its own as an editor would, and shows it. */
  append(text: string): void {
    this.text = this.text === '' ? text : `${this.text}${/\s$/.test(this.text) ? '' : '\n'}${text}`;
    this.area.focus();
    this.area.setSelectionRange(this.text.length, this.text.length);
    this.area.scrollIntoView({ block: 'nearest' });
  }

  /** A plain draft keeps the words and line ends of what would be rich text. */
  appendHtml(html: string): void {
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const end of page.querySelectorAll('br, p, div, li')) end.after('\n');
    this.append((page.body.textContent ?? '').replace(/\n{3,}/g, '\n\n').trim());
  }

  private get area(): HTMLTextAreaElement {
    return this.form.elements.namedItem('body') as HTMLTextAreaElement;
  }

  private get select(): HTMLSelectElement {
    return this.form.elements.namedItem('status') as HTMLSelectElement;
  }

  private radio(value: 'public' | 'internal'): HTMLInputElement {
    const found = this.form.querySelector<HTMLInputElement>(`input[name=visibility][value=${value}]`);
    if (!found) throw new Error('The composer has no choice of visibility');
    return found;
  }
}

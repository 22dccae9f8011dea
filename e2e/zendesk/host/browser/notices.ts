type Kind = 'notice' | 'alert' | 'error';

const SHOWN_MS = 5000;

/** The screen's own notifications, which apps use through `notify`. Errors interrupt a screen reader, the rest waits. */
export class Notices {
  private readonly region: HTMLElement;

  constructor(private readonly closeLabel: string) {
    this.region = document.createElement('div');
    this.region.className = 'notices';
    document.body.append(this.region);
  }

  show(text: string, kind: Kind = 'notice', durationMs = SHOWN_MS): void {
    const box = document.createElement('div');
    box.className = `toast ${kind}`;
    box.setAttribute('role', kind === 'error' ? 'alert' : 'status');
    const words = document.createElement('p');
    words.textContent = text;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'quiet';
    close.textContent = this.closeLabel;
    close.addEventListener('click', () => {
      box.remove();
    });
    box.append(words, close);
    this.region.append(box);
    if (durationMs > 0)
      setTimeout(() => {
        box.remove();
      }, durationMs);
  }
}

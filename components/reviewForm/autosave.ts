/**
 * Keeps what is typed with the link, a moment after each pause and when the page is left. One request at a time, the newest
 * words last; a request that fails is made again with the next pause. Browser only.
 */
const pauseMs = 800;

export type Autosave = { touch: () => void; stop: () => void };

/** @param url takes the form's fields; `onSaved` tells the author. */
export function createAutosave(form: HTMLFormElement, url: string, onSaved: () => void): Autosave {
  let timer = 0;
  let isDirty = false;
  let isSending = false;

  const body = () => new URLSearchParams([...new FormData(form)] as [string, string][]);

  async function send(): Promise<void> {
    if (isSending || !isDirty) return;
    isSending = true;
    isDirty = false;
    try {
      const { ok } = await fetch(url, { method: 'POST', body: body() });
      if (ok && !isDirty) onSaved();
      isDirty ||= !ok;
    } catch {
      isDirty = true;
    }
    isSending = false;
  }

  function touch(): void {
    isDirty = true;
    clearTimeout(timer);
    timer = window.setTimeout(() => void send(), pauseMs);
  }

  /** The page goes: the browser delivers this on its own. A form that is being sent needs no draft any more. */
  function onLeave(): void {
    if (isDirty && !form.hasAttribute('data-is-pending')) navigator.sendBeacon(url, body());
    isDirty = false;
  }
  window.addEventListener('pagehide', onLeave);

  return {
    touch,
    stop() {
      clearTimeout(timer);
      window.removeEventListener('pagehide', onLeave);
    },
  };
}

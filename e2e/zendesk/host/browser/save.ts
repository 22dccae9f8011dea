import type { Screen } from './calls';
import type { Panel } from './panel';

/** How long an app may think about a save is unconfirmed; after this the agent's work goes on without its answer. */
const HOOK_TIMEOUT_MS = 30_000;

/** Asks every app at once. @returns the first objection */
async function objections(screen: Screen, panels: Panel[]): Promise<string | null> {
  const { labels } = screen.state.data;
  const answers = await Promise.all(
    panels.map(async (panel) => {
      try {
        const refusal = await panel.askToSave(HOOK_TIMEOUT_MS);
        return refusal === null
          ? null
          : `${panel.launch.title}: ${refusal === '' ? labels.stopped : refusal}`;
      } catch {
        screen.notices.show(`${panel.launch.title}: ${labels.noAnswer}`, 'alert');
        return null;
      }
    }),
  );
  return answers.find((answer) => answer !== null) ?? null;
}

function emit(panels: Panel[], event: string, message?: unknown): void {
  for (const panel of panels) panel.emit(event, message);
}

/** Sends the agent's message once no app objects, without leaving the page. @returns the new page, null when refused */
async function send(screen: Screen, panels: Panel[], form: HTMLFormElement): Promise<Document | null> {
  const refusal = await objections(screen, panels);
  if (refusal !== null) {
    screen.notices.show(refusal, 'error', 0);
    return null;
  }
  emit(panels, 'ticket.submit.start');
  const { labels } = screen.state.data;
  try {
    const body = new URLSearchParams(
      [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    );
    const response = await fetch(form.action, { method: 'POST', body });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (response.ok) {
      emit(panels, 'ticket.submit.done');
      if (!screen.state.data.ticket.isNew) return page;
      // The ticket that was written has a place of its own now.
      window.location.assign(response.url);
      return null;
    }
    screen.notices.show(page.querySelector('[role=alert]')?.textContent ?? labels.refused, 'error', 0);
  } catch {
    screen.notices.show(labels.refused, 'error', 0);
  } finally {
    emit(panels, 'ticket.submit.always');
  }
  emit(panels, 'ticket.submit.fail');
  return null;
}

/** Takes over the composer's submit; a second press while one is under way does nothing. */
export function watchSubmit(screen: Screen, panels: Panel[], onSaved: (page: Document) => void): void {
  const form = screen.state.composer?.form;
  const button = form?.querySelector<HTMLButtonElement>('button:not([type=button])');
  if (!form || !button) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    void send(screen, panels, form)
      .then((page) => {
        if (!page) return;
        if (screen.state.composer) screen.state.composer.text = '';
        onSaved(page);
      })
      .finally(() => {
        button.removeAttribute('aria-busy');
      });
  });
}

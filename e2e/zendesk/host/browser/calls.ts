import { PathRefused, type ScreenState } from './state';
import type { Notices } from './notices';
import type { AppMessage, Panel } from './panel';

export interface Screen {
  state: ScreenState;
  notices: Notices;
}

type Action = (screen: Screen, panel: Panel, args: unknown[]) => void;

function composerOf({ state }: Screen, name: string) {
  if (!state.composer) throw new PathRefused(name, 'has no composer: the ticket is closed');
  return state.composer;
}

const ACTIONS: Record<string, Action> = {
  resize: (_, panel, [size]) => {
    panel.resize(size ?? {});
  },
  notify: ({ notices }, _, [text, kind, durationMs]) => {
    const known = (['notice', 'alert', 'error'] as const).find((one) => one === kind);
    notices.show(String(text), known, typeof durationMs === 'number' ? durationMs : undefined);
  },
  'comment.appendText': (screen, _, [text]) => {
    composerOf(screen, 'comment.appendText').append(String(text));
  },
  'comment.appendMarkdown': (screen, _, [text]) => {
    composerOf(screen, 'comment.appendMarkdown').append(String(text));
  },
  'comment.appendHtml': (screen, _, [html]) => {
    composerOf(screen, 'comment.appendHtml').appendHtml(String(html));
  },
  hide: (_, panel) => {
    panel.setVisible(false);
  },
  show: (_, panel) => {
    panel.setVisible(true);
  },
  routeTo: ({ state }, _, [place, id]) => {
    if (place !== 'ticket' || typeof id !== 'number') throw new PathRefused('routeTo', 'leads nowhere here');
    window.location.assign(`${state.data.base}/tickets/${String(id)}`);
  },
  // What the SDK reports of clicks; there is nobody here to count them.
  track: () => undefined,
};

/** What one name of a call comes to. */
function perform(screen: Screen, panel: Panel, message: AppMessage, name: string): unknown {
  if (message.request === 'get') return screen.state.read(name, panel.launch);
  const given = (message.params as Record<string, unknown>)[name];
  if (message.request === 'set') {
    screen.state.write(name, given);
    return given;
  }
  const action = ACTIONS[name];
  if (!action) throw new PathRefused(name, 'is not an action of this location');
  action(screen, panel, Array.isArray(given) ? given : [given]);
  return undefined;
}

/** Answers `get`, `set` and `invoke`: values by name, and in `errors` whatever could not be done. */
export function answerCall(screen: Screen, panel: Panel, message: AppMessage): void {
  const { params } = message;
  const names = Array.isArray(params) ? params.map(String) : Object.keys(params ?? {});
  const result: Record<string, unknown> = {};
  const errors: Record<string, unknown> = {};
  for (const name of names) {
    try {
      result[name] = perform(screen, panel, message, name);
    } catch (error) {
      if (!(error instanceof PathRefused)) throw error;
      errors[name] = { name: 'APIError', message: error.message, path: name };
    }
  }
  panel.post({ id: message.id, result: { ...result, errors } });
}

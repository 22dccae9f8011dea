/**
 * The browser's half of the ticket screen with apps: opens a panel for each installation and speaks the apps framework's
 * protocol with it. The page works without this script; then there are no apps.
 */
import type { LiveEvent } from '../../screens/live';
import { answerCall, type Screen } from './calls';
import { Composer } from './composer';
import { Notices } from './notices';
import { Panel, type AppMessage } from './panel';
import { adopt, readHostData, type Changes } from './refresh';
import { carry, type RequestOptions } from './requests';
import { watchSubmit } from './save';
import { colorScheme, ScreenState } from './state';

function handle(screen: Screen, panel: Panel, message: AppMessage): void {
  const { data } = screen.state;
  if (typeof message.id === 'number' && message.request !== undefined) {
    answerCall(screen, panel, message);
    return;
  }
  const name = message.key ?? '';
  if (!/^request:\d+$/.test(name)) return;
  const place = { subdomain: data.subdomain, base: data.base, installationId: panel.launch.installationId };
  void carry((message.message ?? {}) as RequestOptions, place).then(({ isOk, value }) => {
    panel.post({ key: `zaf.${name}.${isOk ? 'done' : 'fail'}`, message: { responseArgs: [value] } });
  });
}

/** Tells the apps what a newer version of the ticket changed. */
function tellChanges(screen: Screen, panels: Panel[], { names, hasNewComment }: Changes): void {
  const { ticket } = screen.state.data;
  for (const panel of panels) {
    for (const name of names) {
      const custom = /^custom_field_(\d+)$/.exec(name)?.[1];
      const value =
        custom === undefined ? ticket[name as keyof typeof ticket] : (ticket.customFields[custom] ?? null);
      panel.emit(`ticket.${name}.changed`, value);
      panel.emit('*.changed', { propertyName: `ticket.${name}`, newValue: value });
    }
    if (hasNewComment) panel.emit('ticket.conversation.changed', ticket.comments);
    if (names.length > 0 || hasNewComment) panel.emit('ticket.updated', { id: ticket.id });
  }
}

/** Follows what happens to the account while the screen is open. */
function listen(screen: Screen, panels: Panel[], onPage: (page: Document) => void): void {
  const { base, ticket } = screen.state.data;
  new EventSource(`${base}/live`).addEventListener('message', ({ data }: MessageEvent<string>) => {
    const event = JSON.parse(data) as LiveEvent;
    if (event.kind === 'notification') {
      for (const panel of panels.filter((one) => one.launch.appId === event.appId)) {
        panel.emit(`api_notification.${event.event}`, { body: event.body });
      }
    } else if (event.ticketId === ticket.id) {
      void fetch(`${base}/tickets/${String(ticket.id)}`)
        .then((response) => response.text())
        .then((text) => {
          onPage(new DOMParser().parseFromString(text, 'text/html'));
        })
        .catch(() => undefined);
    }
  });
}

function start(): void {
  const data = readHostData(document);
  const place = document.querySelector<HTMLElement>('[data-testid=apps]');
  if (!data || !place) return;
  const form = document.querySelector<HTMLFormElement>('form[data-part=composer]');
  const state = new ScreenState(data, form ? new Composer(form) : null);
  const screen: Screen = { state, notices: new Notices(data.labels.close) };
  const panels = data.launches.map(
    (launch) =>
      new Panel(launch, data, (panel, message) => {
        handle(screen, panel, message);
      }),
  );
  window.addEventListener('message', (event) => {
    panels.find((panel) => panel.isSource(event))?.receive(event.data);
  });
  for (const panel of panels) {
    place.append(panel.element);
    panel.open();
  }
  const onPage = (page: Document) => {
    tellChanges(screen, panels, adopt(page, state));
  };
  watchSubmit(screen, panels, onPage);
  listen(screen, panels, onPage);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    for (const panel of panels) panel.emit('colorScheme.changed', colorScheme());
  });
}

start();

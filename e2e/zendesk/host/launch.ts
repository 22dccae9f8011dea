import { randomUUID } from 'node:crypto';
import { settleAppJobs } from '../apps/jobs';
import { readableSettings } from '../apps/settings';
import type { Screen } from '../screens/guard';
import type { AppRow, InstallationRow, SettingValue } from '../state/app-rows';
import type { TicketRow } from '../state/help-desk-rows';
import { signToken, toClaims } from './token';
import {
  toCurrentUser,
  toNewTicketState,
  toTicketState,
  type CurrentUser,
  type TicketState,
} from './ticket-state';

/** One panel beside the ticket: what is loaded, and what the app is told of itself. */
export interface Launch {
  installationId: number;
  appId: number;
  name: string;
  version: string;
  title: string;
  icon: string | null;
  guid: string;
  url: string;
  /** Posted as a form when the app uses signed URLs. */
  token: string | null;
  isFlexible: boolean;
  settings: Record<string, SettingValue>;
  /** Objects the app's requirements made, by identifier. */
  requirements: Record<string, number>;
}

/** Everything the browser's half of the host starts from. */
export interface HostData {
  subdomain: string;
  base: string;
  /** Where the apps of this page stand. */
  location: 'ticket_sidebar' | 'new_ticket_sidebar';
  accountName: string;
  labels: { close: string; stopped: string; refused: string; noAnswer: string };
  user: CurrentUser;
  ticket: TicketState;
  launches: Launch[];
}

/** Settings that are not secure may stand in an address. */
function fillSettings(url: string, settings: Record<string, SettingValue>): string {
  return url.replaceAll(/\{\{setting\.([\w-]+)\}\}/g, (_, name: string) => String(settings[name] ?? ''));
}

function toLaunch(
  screen: Screen,
  installation: InstallationRow,
  app: AppRow,
  location: string,
): Launch | null {
  const place = app.package.locations[location];
  const account = screen.c.get('account');
  const { store } = screen.c.get('practice');
  const settings = readableSettings(app.package, installation.settings);
  const address = place ? fillSettings(place.url, settings) : '';
  // Packaged pages would run on this server's own origin, beside the agent's session; only hosted ones are played.
  if (!place || !URL.canParse(address)) return null;
  const guid = randomUUID();
  const url = new URL(address);
  url.searchParams.set('origin', store.origin);
  url.searchParams.set('app_guid', guid);
  const claims = toClaims(store, account, installation, screen.user, { url: url.toString(), location });
  const icon = ['logo-small.png', 'logo.png'].find((name) => app.package.assets[name] !== undefined);
  return {
    installationId: installation.id,
    appId: app.id,
    name: app.name,
    version: app.package.version,
    title: String(installation.settings.title ?? installation.settings.name ?? app.name),
    icon: icon === undefined ? null : `${screen.base}/apps/${String(app.id)}/${icon}`,
    guid,
    url: url.toString(),
    token: place.isSigned ? signToken(account, app, claims) : null,
    isFlexible: place.isFlexible,
    settings,
    requirements: Object.fromEntries(
      installation.requirements.map((one) => [one.identifier, one.requirementId]),
    ),
  };
}

/** The panels of a ticket: enabled installations that show themselves there, oldest first. */
export function launchesFor(screen: Screen, location: string): Launch[] {
  const account = screen.c.get('account');
  settleAppJobs(account);
  return account.installations.all().flatMap((installation) => {
    const app = account.apps.get(installation.appId);
    if (!installation.isEnabled || !app) return [];
    return toLaunch(screen, installation, app, location) ?? [];
  });
}

export function toHostData(screen: Screen, ticket: TicketRow, launches: Launch[]): HostData {
  const state = toTicketState(screen.c.get('practice').store, screen.c.get('account'), ticket);
  return { ...frame(screen, launches), location: 'ticket_sidebar', ticket: state };
}

/** For a ticket that is still being written. */
export function toNewHostData(screen: Screen, launches: Launch[]): HostData {
  return { ...frame(screen, launches), location: 'new_ticket_sidebar', ticket: toNewTicketState() };
}

function frame(screen: Screen, launches: Launch[]): Omit<HostData, 'location' | 'ticket'> {
  const account = screen.c.get('account');
  const { t } = screen;
  return {
    subdomain: account.subdomain,
    base: screen.base,
    accountName: account.row.name,
    labels: { close: t.close, stopped: t.saveStopped, refused: t.saveRefused, noAnswer: t.appSilent },
    user: toCurrentUser(account, screen.user),
    launches,
  };
}

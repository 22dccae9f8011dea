import type { HostData, Launch } from '../launch';
import type { Composer } from './composer';

/** A path an app may not read, set or call; it travels back in `errors` under the path. */
export class PathRefused extends Error {
  constructor(path: string, why = 'could not be found') {
    super(`"${path}" ${why}`);
  }
}

const CUSTOM_FIELD = /^ticket\.customField:custom_field_(\d+)$/;

export const colorScheme = () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

/** What apps read and set: the saved ticket with the draft over it, the agent and the account. */
export class ScreenState {
  constructor(
    readonly data: HostData,
    /** Null for a closed ticket, which has no composer. */
    public composer: Composer | null,
  ) {}

  /** @throws PathRefused for a path that does not exist */
  read(path: string, launch: Launch): unknown {
    const custom = CUSTOM_FIELD.exec(path)?.[1];
    if (custom !== undefined) return this.data.ticket.customFields[custom] ?? null;
    const requirement = /^requirement:(.+)$/.exec(path)?.[1];
    if (requirement !== undefined) {
      const id = launch.requirements[requirement];
      if (id === undefined) throw new PathRefused(path);
      return { requirement_id: id, requirement_type: 'ticket_fields' };
    }
    // There, and without a value.
    if (path === 'ticket.id' && this.data.ticket.isNew) return undefined;
    let value: unknown = this.tree(launch);
    for (const name of path.split('.')) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
        throw new PathRefused(path);
      value = (value as Record<string, unknown>)[name];
    }
    return value;
  }

  /** Sets a part of the draft. @throws PathRefused for anything else, which agents change on the ticket itself */
  write(path: string, value: unknown): void {
    const { composer } = this;
    if (!composer) throw new PathRefused(path, 'cannot be set on a closed ticket');
    if (path === 'comment.text') composer.text = String(value);
    else if (path === 'comment.type' && (value === 'publicReply' || value === 'internalNote')) {
      composer.type = value;
    } else if (path === 'ticket.status' && composer.hasStatus(String(value))) composer.status = String(value);
    else throw new PathRefused(path, 'cannot be set to this');
  }

  private tree(launch: Launch): Record<string, unknown> {
    const { ticket, user, subdomain, accountName } = this.data;
    const { customFields: _, ...shown } = ticket;
    return {
      ticket: {
        ...shown,
        ...(ticket.isNew ? this.composer?.written : {}),
        status: this.composer?.status ?? ticket.status,
      },
      comment: {
        text: this.composer?.richText ?? '',
        useRichText: true,
        type: this.composer?.type ?? 'internalNote',
        attachments: [],
      },
      currentUser: user,
      currentAccount: { subdomain, name: accountName },
      colorScheme: colorScheme(),
      instances: {
        [launch.guid]: { instanceGuid: launch.guid, location: this.data.location, product: 'support' },
      },
    };
  }
}

/** Which ticket is meant: what support and agents paste is an address of the agents' screen, or only the number. Pure. */

export type TicketAddress = {
  /** Null when only the number was given. */
  subdomain: string | null;
  ticketId: number;
};

const number = /^#?\s*(\d{1,15})$/;
const ticketPath = /\/(?:agent\/)?tickets\/(\d{1,15})(?:[/?#.]|$)/;

/**
 * @param template where accounts live, with `{subdomain}` in it.
 * @returns null for what names no ticket of any account there.
 */
export function parseTicketAddress(input: string, template: string): TicketAddress | null {
  const text = input.trim();
  const bare = number.exec(text)?.[1];
  if (bare) return { subdomain: null, ticketId: Number(bare) };
  const prefix = toPattern(template).exec(withScheme(text, template));
  const ticketId = prefix && ticketPath.exec(text)?.[1];
  return prefix?.[1] && ticketId ? { subdomain: prefix[1].toLowerCase(), ticketId: Number(ticketId) } : null;
}

function withScheme(text: string, template: string): string {
  return /^https?:\/\//i.test(text) ? text : `${template.slice(0, template.indexOf('//') + 2)}${text}`;
}

/** The host must end where the template ends: no port, no further label, no user before it. */
function toPattern(template: string): RegExp {
  const [before = '', after = ''] = template.replace(/\/+$/, '').split('{subdomain}');
  const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escape(before)}([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)${escape(after)}(?=[/?#])`, 'i');
}

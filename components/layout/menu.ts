import {
  Bell,
  Blocks,
  FileCheck2,
  Gavel,
  KeyRound,
  MessagesSquare,
  PanelsTopLeft,
  Send,
  ShieldCheck,
  type LucideIcon,
} from 'lucide-react';

/** Icons travel by name: the menu's data crosses from server to browser, functions cannot. */
export const menuIcons = {
  reviews: MessagesSquare,
  applications: Blocks,
  widgets: PanelsTopLeft,
  codes: KeyRound,
  invitations: Send,
  notifications: Bell,
  compliance: FileCheck2,
  privacy: ShieldCheck,
  moderation: Gavel,
} satisfies Record<string, LucideIcon>;

export type MenuEntry = { href: string; label: string; icon: keyof typeof menuIcons };
/** A group without a label stands on its own: its entry is the heading. */
export type MenuGroup = { label?: string; entries: MenuEntry[] };

/** The entry whose page this is, or whose pages lie below it. */
export function isHere(entry: MenuEntry, path: string): boolean {
  return path === entry.href || path.startsWith(`${entry.href}/`);
}

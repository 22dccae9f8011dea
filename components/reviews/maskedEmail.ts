/**
 * An e-mail that somebody who knows it recognises and nobody else can use: two letters of the name, the domain whole.
 * `camille@example.fr` → `ca•••••@example.fr`; the number of dots tells nothing about the length.
 */
export function toMaskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '•••••';
  const shown = Array.from(email.slice(0, at))
    .slice(0, at > 3 ? 2 : 1)
    .join('');
  return `${shown}•••••${email.slice(at)}`;
}

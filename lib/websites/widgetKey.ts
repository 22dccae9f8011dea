const uuid = /(?<![0-9a-f-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f-])/gi;

/**
 * The widget key in what a person pasted: the bare key, the address of the script, or the whole snippet.
 * @returns the key in lower case, or null when there is none or when several differ, since guessing would show a stranger's chat.
 */
export function findWidgetKey(text: string): string | null {
  const inSnippet = [...text.matchAll(/[?&]key=([0-9a-f-]{36})(?![0-9a-f-])/gi)].map(
    (match) => match[1] ?? '',
  );
  const candidates = inSnippet.length > 0 ? inSnippet.join(' ') : text;
  const keys = new Set((candidates.match(uuid) ?? []).map((key) => key.toLowerCase()));
  const [key] = keys;
  return keys.size === 1 && key ? key : null;
}

export type KeyRing = { id: string; key: Buffer }[];

/**
 * Reads `id:base64,id:base64`: the first key encrypts, all decrypt, so a key is rotated by putting a new one in front.
 * @throws when an id is empty or doubled, or a key is not 32 bytes.
 */
export function parseKeyRing(text: string): KeyRing {
  const ring = text.split(',').map((part) => {
    const [id, value] = splitOnce(part.trim());
    const key = Buffer.from(value, 'base64');
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32) throw new Error('encryption key');
    return { id, key };
  });
  if (new Set(ring.map((entry) => entry.id)).size !== ring.length) throw new Error('encryption key id');
  return ring;
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(':');
  return [text.slice(0, at), text.slice(at + 1)];
}

import { crc32, inflateRawSync } from 'node:zlib';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const MAX_FILES = 5000;
const MAX_UNPACKED_BYTES = 50 * 1024 * 1024;

/** A package that cannot be opened at all; the words are recorded ones. */
export class NotAZip extends Error {
  constructor() {
    super('Cannot unzip the package');
  }
}

/** The end record is searched from the back, as a comment of up to 64 KiB may follow it. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - 65_557); at -= 1) {
    if (bytes.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw new NotAZip();
}

function readEntry(bytes: Buffer, at: number) {
  if (bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new NotAZip();
  const nameLength = bytes.readUInt16LE(at + 28);
  return {
    isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packedBytes: bytes.readUInt32LE(at + 20),
    unpackedBytes: bytes.readUInt32LE(at + 24),
    localAt: bytes.readUInt32LE(at + 42),
    name: bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8'),
    nextAt: at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32),
  };
}

function readContent(bytes: Buffer, entry: ReturnType<typeof readEntry>): Buffer {
  const { localAt } = entry;
  if (entry.isEncrypted || bytes.readUInt32LE(localAt) !== LOCAL_SIGNATURE) throw new NotAZip();
  const start = localAt + 30 + bytes.readUInt16LE(localAt + 26) + bytes.readUInt16LE(localAt + 28);
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (packed.length !== entry.packedBytes) throw new NotAZip();
  const content =
    entry.method === 0
      ? packed
      : entry.method === 8
        ? inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) })
        : null;
  if (content?.length !== entry.unpackedBytes || crc32(content) !== entry.crc) throw new NotAZip();
  return content;
}

/**
 * The files of a zip by their path. Sums and sizes are checked, so a damaged package is refused as Zendesk refuses it.
 * @throws NotAZip
 */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  try {
    const end = findEnd(bytes);
    const count = bytes.readUInt16LE(end + 10);
    if (count > MAX_FILES) throw new NotAZip();
    const files = new Map<string, Buffer>();
    let total = 0;
    for (let index = 0, at = bytes.readUInt32LE(end + 16); index < count; index += 1) {
      const entry = readEntry(bytes, at);
      at = entry.nextAt;
      total += entry.unpackedBytes;
      const isOutside = entry.name.startsWith('/') || entry.name.split('/').includes('..');
      if (isOutside || total > MAX_UNPACKED_BYTES) throw new NotAZip();
      if (!entry.name.endsWith('/')) files.set(entry.name, readContent(bytes, entry));
    }
    return files;
  } catch {
    // Offsets beyond the end and broken streams throw their own errors; to Zendesk they are all one.
    throw new NotAZip();
  }
}

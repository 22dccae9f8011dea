/**
 * What a file really is, and whether it is safe to keep and to open: its name and what the sender says about it count for
 * nothing. Nothing is decoded here: sizes are read from headers, and compressed parts are counted as they unfold.
 */
import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';

export type FileFault =
  'file_empty' | 'file_too_large' | 'file_type' | 'file_mismatch' | 'file_damaged' | 'file_bomb';
export type Inspected = { mediaType: string; fault: null } | { mediaType: null; fault: FileFault };

export const attachmentMaxBytes = 10 * 1_048_576;
/** More than any phone's camera takes; a moderator's browser needs four bytes for each. */
const maxPixels = 64_000_000;
/** What all compressed parts of a PDF may become together: twenty times the largest file. */
const maxUnfoldedBytes = 200 * 1_048_576;

export type FileType = { mediaType: string; signature: readonly number[]; extensions: readonly string[] };

const fileTypes: readonly FileType[] = [
  { mediaType: 'application/pdf', signature: [0x25, 0x50, 0x44, 0x46, 0x2d], extensions: ['pdf'] },
  {
    mediaType: 'image/png',
    signature: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    extensions: ['png'],
  },
  { mediaType: 'image/jpeg', signature: [0xff, 0xd8, 0xff], extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
];

/**
 * What can be said without looking into a file.
 * @param fileName a name without an ending claims nothing; any other ending has to be true.
 */
export function inspectHead(content: Uint8Array, fileName: string): Inspected {
  const refuse = (fault: FileFault): Inspected => ({ mediaType: null, fault });
  if (content.byteLength === 0) return refuse('file_empty');
  if (content.byteLength > attachmentMaxBytes) return refuse('file_too_large');
  const type = fileTypes.find(({ signature }) => signature.every((byte, at) => content[at] === byte));
  if (!type) return refuse('file_type');
  const extension = /\.([^.\s]+)$/.exec(fileName.slice(-16))?.[1]?.toLowerCase();
  if (extension && !type.extensions.includes(extension)) return refuse('file_mismatch');
  return { mediaType: type.mediaType, fault: null };
}

/** Reads through a whole file of a type from `inspectHead`. Linear, yet up to seconds: run by `fileCheckWorker.ts` only. */
export async function inspectBody(content: Uint8Array, mediaType: string): Promise<FileFault | null> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (mediaType === 'application/pdf') return checkPdf(bytes);
  return mediaType === 'image/png' ? checkPng(bytes) : checkJpeg(bytes);
}

function pixelFault(width: number, height: number, frames = 1): FileFault | null {
  if (width === 0 || height === 0) return 'file_damaged';
  return width * height * frames > maxPixels ? 'file_bomb' : null;
}

/** Walks the chunks: IHDR first with the size, IEND last. An animation counts each of its frames. */
function checkPng(content: Buffer): FileFault | null {
  let at = 8;
  let size: { width: number; height: number } | null = null;
  let frames = 1;
  while (at + 12 <= content.length) {
    const length = content.readUInt32BE(at);
    const type = content.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > content.length) return 'file_damaged';
    if (!size && (type !== 'IHDR' || length !== 13)) return 'file_damaged';
    if (type === 'IHDR')
      size = { width: content.readUInt32BE(at + 8), height: content.readUInt32BE(at + 12) };
    if (type === 'acTL' && length >= 4) frames = Math.max(1, content.readUInt32BE(at + 8));
    if (type === 'IEND') return size ? pixelFault(size.width, size.height, frames) : 'file_damaged';
    at += 12 + length;
  }
  return 'file_damaged';
}

/** Start-of-frame markers hold the size; C4, C8 and CC share their range and mean something else. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function checkJpeg(content: Buffer): FileFault | null {
  let at = 2;
  while (at + 9 < content.length) {
    if (content[at] !== 0xff) return 'file_damaged';
    const marker = content[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) return pixelFault(content.readUInt16BE(at + 7), content.readUInt16BE(at + 5));
    // The picture itself begins, or ends, without its size having been told.
    if (marker === 0xda || marker === 0xd9) return 'file_damaged';
    const hasLength = !(marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7));
    at += 2 + (hasLength ? Math.max(2, content.readUInt16BE(at + 2)) : 0);
  }
  return 'file_damaged';
}

const endMarkWithin = 2048;
const flate = /\/(?:FlateDecode|Fl)\b/g;

/** Unfolds each compressed stream, twice where it says so, and stops at the limit; nothing is kept. */
async function checkPdf(content: Buffer): Promise<FileFault | null> {
  const endMark = content.lastIndexOf('%%EOF');
  if (endMark < 0 || endMark < content.length - endMarkWithin) return 'file_damaged';
  let left = maxUnfoldedBytes;
  // Both only ever move on, so that the whole file is read a fixed number of times however often it says `stream` or `obj`.
  let dictionaryAt = 0;
  let end = 0;
  for (let at = content.indexOf('stream'); at >= 0; at = content.indexOf('stream', at + 6)) {
    const isEnd = content.toString('latin1', at - 3, at) === 'end';
    const layers = isEnd ? 0 : countLayers(content.subarray(dictionaryAt, at));
    dictionaryAt = at + 6;
    if (layers === 0) continue;
    if (end >= 0 && end <= at) end = content.indexOf('endstream', at);
    const data = content.subarray(skipLineBreak(content, at + 6), end < 0 ? content.length : end);
    left -= await countUnfolded(data, Math.min(layers, 3), left);
    if (left <= 0) return 'file_bomb';
  }
  return null;
}

/** @param before what stands between the last `stream` and this one; the dictionary follows the last `obj` in it. */
function countLayers(before: Buffer): number {
  const dictionary = before.toString('latin1', Math.max(0, before.lastIndexOf('obj')));
  return dictionary.match(flate)?.length ?? 0;
}

function skipLineBreak(content: Buffer, at: number): number {
  if (content[at] === 0x0d && content[at + 1] === 0x0a) return at + 2;
  return content[at] === 0x0a || content[at] === 0x0d ? at + 1 : at;
}

/** Bytes after all layers, counted up to the limit. What is not compressed as it claims counts as far as it got. */
async function countUnfolded(data: Uint8Array, layers: number, limit: number): Promise<number> {
  let source: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = [data];
  for (let layer = 0; layer < layers; layer++) source = unfold(source, limit);
  let count = 0;
  for await (const chunk of source) {
    count += chunk.byteLength;
    if (count > limit) break;
  }
  return count;
}

async function* unfold(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, limit: number) {
  const folded = Readable.from(source);
  const inflate = folded.pipe(createInflate());
  folded.on('error', (error) => inflate.destroy(error));
  let count = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
      count += chunk.byteLength;
      yield chunk;
      if (count > limit) return;
    }
  } catch {
    // Encrypted or broken: no viewer unfolds it either.
  } finally {
    folded.destroy();
    inflate.destroy();
  }
}

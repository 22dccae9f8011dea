import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { db, transaction } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { env } from '@/lib/platform/env';
import { checkAttachments, findAttachment, storeAttachments } from '@/lib/reviews/attachments';
import { attachmentMaxBytes } from '@/lib/reviews/attachmentContent';
import { reportReview } from '@/lib/reviews/reports';
import { replyToReview } from '@/lib/reviews/service';
import { makeReview, makeWebsite } from '@/prisma/seed/factories';

const merchant = { kind: 'merchant' as const, name: 'Claire' };
const start = new Date('2026-03-02T10:00:00Z');

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}

function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(9))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const exif = Buffer.from([0xff, 0xe1, 0, 6, 1, 2, 3, 4]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), exif, frame, Buffer.from([0xff, 0xd9])]);
}

function pdf(data: Buffer, filter = '/FlateDecode', padding = 0): Buffer {
  const head = `%PDF-1.7\n1 0 obj\n<< /Filter ${filter} /Length ${data.length} >>\nstream\n`;
  return Buffer.concat([
    Buffer.from(head),
    data,
    Buffer.from('\nendstream\nendobj\n'),
    Buffer.alloc(padding, 0x20),
    Buffer.from('%%EOF\n'),
  ]);
}

const zeros = deflateSync(Buffer.alloc(220 * 1_048_576));

async function codeOf(fileName: string, content: Buffer): Promise<string> {
  try {
    await checkAttachments([{ fileName, content }]);
    return 'taken';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.fields[0]?.path).toBe('attachments.0');
    return error.fields[0]?.code ?? '';
  }
}

const storedFiles = async () => (await readdir(join(env.dataDir, 'attachments')).catch(() => [])).sort();

describe('evidence', () => {
  it.each<[string, string, Buffer, string]>([
    ['nothing', 'a.pdf', Buffer.alloc(0), 'file_empty'],
    ['11 MB', 'a.pdf', pdf(Buffer.alloc(0), '/None', 11 * 1_048_576), 'file_too_large'],
    ['one byte too many', 'a.png', Buffer.alloc(attachmentMaxBytes + 1), 'file_too_large'],
    ['a page that calls itself a PDF', 'a.pdf', Buffer.from('<html><script>1</script>'), 'file_type'],
    ['a program', 'a.exe', Buffer.from('MZ\u0090'), 'file_type'],
    ['a picture that calls itself a PDF', 'a.pdf', png(10, 10), 'file_mismatch'],
    ['a PDF with a program’s name', 'a.pdf.exe', pdf(Buffer.alloc(0)), 'file_mismatch'],
    ['a PDF cut short', 'a.pdf', Buffer.from('%PDF-1.7\n1 0 obj'), 'file_damaged'],
    ['a PNG of its signature only', 'a.png', png(10, 10).subarray(0, 8), 'file_damaged'],
    ['a PNG cut short', 'a.png', png(10, 10).subarray(0, -6), 'file_damaged'],
    [
      'a JPEG without a picture',
      'a.jpg',
      Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0, 0, 0, 0, 0]),
      'file_damaged',
    ],
    ['a PNG of 100 000 by 100 000 points', 'a.png', png(100_000, 100_000), 'file_bomb'],
    ['a JPEG of 65 000 by 65 000 points', 'a.jpg', jpeg(65_000, 65_000), 'file_bomb'],
    ['a PDF that unfolds to 220 MB', 'a.pdf', pdf(zeros), 'file_bomb'],
    ['a PDF folded twice', 'a.pdf', pdf(deflateSync(zeros), '[/FlateDecode /FlateDecode]'), 'file_bomb'],
  ])('refuses %s before it is stored', async (_what, fileName, content, code) => {
    const before = await storedFiles();
    expect(await codeOf(fileName, content)).toBe(code);
    expect(await storedFiles()).toEqual(before);
  });

  it('stores none of several files when one is bad', async () => {
    const before = await storedFiles();
    const good = { fileName: 'b.png', content: png(11, 11) };
    await expect(
      checkAttachments([good, { fileName: 'c.png', content: Buffer.from('GIF89a') }]),
    ).rejects.toMatchObject({ fields: [{ path: 'attachments.1', code: 'file_type' }] });
    expect(await storedFiles()).toEqual(before);
  });

  it('keeps the same content once, under its hash, even when it comes many times at once', async () => {
    const files = Array.from({ length: 6 }, (_, index) => ({
      fileName: `${index}.jpeg`,
      content: jpeg(40, 30),
    }));
    const checked = await checkAttachments(files);
    await Promise.all(checked.map((file) => storeAttachments([file])));
    const hashes = new Set(checked.map(({ sha256 }) => Buffer.from(sha256).toString('hex')));
    expect(hashes.size).toBe(1);
    expect(await storedFiles()).toEqual(expect.arrayContaining([...hashes]));
    expect((await storedFiles()).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('leaves no file behind when its report is refused', async () => {
    const before = await storedFiles();
    const attachments = await checkAttachments([{ fileName: 'a.png', content: png(17, 23) }]);
    const report = transaction(async (tx) => {
      const { id } = await makeWebsite(tx);
      const review = await makeReview(tx, { websiteId: id, rating: 1, at: start });
      const act = { reviewId: review.id, actor: merchant, at: start };
      return reportReview(tx, { ...act, reason: 'untrue', source: 'api', attachments });
    });
    await expect(report).rejects.toMatchObject({ code: 'reply_required' });
    expect(await storedFiles()).toEqual(before);
  });

  const shell = (inside: string | Buffer) =>
    Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(inside), Buffer.from('%%EOF')]);
  it.each([
    ['that says stream all the time', shell('stream\n'.repeat(1_000_000))],
    ['that says obj and stream all the time', shell('obj stream\n'.repeat(800_000))],
    ['of one obj and many streams', shell(`obj${'stream '.repeat(1_000_000)}`)],
    ['of many folded streams without an end', shell('obj /FlateDecode stream\n'.repeat(20_000))],
    ['that only says endstream', shell('endstream'.repeat(900_000))],
    ['of blanks and Flate', shell('/FlateDecode '.repeat(600_000))],
  ])('of a PDF %s keeps nobody waiting', async (_what, content) => {
    let longest = 0;
    let last = performance.now();
    const ticks = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 10);
    await codeOf('a.pdf', content);
    clearInterval(ticks);
    expect(longest).toBeLessThan(1000);
  });

  it('is read by moderators and the website’s own people, and by nobody else', async () => {
    const content = pdf(deflateSync(Buffer.from('proof')));
    const attachments = await checkAttachments([{ fileName: 'preuve.pdf', content }]);
    const websiteId = await transaction(async (tx) => {
      const { id } = await makeWebsite(tx);
      const review = await makeReview(tx, { websiteId: id, rating: 1, at: start });
      const act = { reviewId: review.id, actor: merchant, at: start };
      await replyToReview(tx, { ...act, body: 'Bonjour', source: 'portal' });
      await reportReview(tx, { ...act, reason: 'untrue', source: 'portal', attachments });
      return id;
    });
    const { id } = await db.reportAttachment.findFirstOrThrow();
    const stranger = await transaction((tx) => makeWebsite(tx));
    expect(await findAttachment(id, { isModerator: false, websiteIds: [stranger.id] })).toBeNull();
    expect(await findAttachment(id, { isModerator: false, websiteIds: [] })).toBeNull();
    const member = await findAttachment(id, { isModerator: false, websiteIds: [websiteId] });
    expect(member).toMatchObject({ fileName: 'preuve.pdf', mediaType: 'application/pdf' });
    expect(Buffer.from(member?.content ?? []).equals(content)).toBe(true);
    expect(await findAttachment(id, { isModerator: true, websiteIds: [] })).toMatchObject({
      fileName: 'preuve.pdf',
    });
  });
});

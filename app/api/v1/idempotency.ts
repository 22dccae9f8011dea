/**
 * `Idempotency-Key`: the first answer to a key is kept for two days and given again. Answer and effect commit together, so
 * a client that lost the connection may always repeat.
 */
import { createHash } from 'node:crypto';
import { transaction, type Tx } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { reply, type Reply } from '@/lib/platform/http/route';

const keptHours = 48;

function readKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  if (key === null || /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const message = 'Idempotency-Key: 1 to 255 visible ASCII characters.';
  throw new AppError('invalid_input', {
    detail: message,
    fields: [{ path: 'Idempotency-Key', code: 'invalid_key', message }],
  });
}

function hashRequest(request: Request, body: unknown): string {
  const { pathname } = new URL(request.url);
  return createHash('sha256')
    .update(`${request.method} ${pathname}\n${JSON.stringify(body)}`)
    .digest('hex');
}

/**
 * Runs `work` in one transaction, once per key.
 * @param call what came in: the body as sent decides whether a repeated key means the same request.
 * @throws AppError `idempotency_mismatch` when the key was used for another request.
 */
export async function once(
  call: { request: Request; websiteId: string; body: unknown },
  work: (tx: Tx) => Promise<Reply>,
): Promise<Reply> {
  const key = readKey(call.request);
  if (key === null) return transaction(work);
  const { websiteId } = call;
  const requestHash = hashRequest(call.request, call.body);
  return transaction(async (tx) => {
    // A second call with the same key waits here until the first has committed its answer.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`key:${websiteId}:${key}`}, 0))`;
    await tx.$executeRaw`DELETE FROM idempotency_record
      WHERE website_id = ${websiteId}::uuid AND created_at < now() - make_interval(hours => ${keptHours})`;
    const known = await tx.idempotencyRecord.findUnique({ where: { websiteId_key: { websiteId, key } } });
    if (known && known.requestHash !== requestHash) {
      throw new AppError('idempotency_mismatch', {
        detail: 'This Idempotency-Key was used for another request.',
      });
    }
    if (known) return reply(known.status, known.body, { 'idempotency-replayed': 'true' });
    const answer = await work(tx);
    const body = JSON.parse(JSON.stringify(answer.body)) as object;
    await tx.idempotencyRecord.create({ data: { websiteId, key, requestHash, status: answer.status, body } });
    return answer;
  });
}

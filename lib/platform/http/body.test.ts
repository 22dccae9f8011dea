import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readBytes, readJson } from '@/lib/platform/http/body';
import { readForm } from '@/lib/platform/http/form';
import { route } from '@/lib/platform/http/route';

// The wrapper's logger reads the whole environment; nothing is asked of a database here.
beforeEach(() => vi.stubEnv('DATABASE_URL', 'postgres://nobody:nothing@localhost:1/none'));
afterEach(() => vi.unstubAllEnvs());

const reset = () => Object.assign(new Error('aborted'), { code: 'ECONNRESET' });

/** Three bytes come, then the caller is gone. */
function upload(contentType: string, fault: unknown = reset()): Request {
  let isFirst = true;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isFirst) controller.enqueue(new Uint8Array([123, 34, 97]));
      else controller.error(fault);
      isFirst = false;
    },
  });
  const init = { method: 'POST', headers: { 'content-type': contentType }, body, duplex: 'half' };
  return new Request('http://localhost/api/v1/reviews', init);
}

test.each([
  ['bytes', () => readBytes(upload('application/pdf'), 100)],
  ['JSON', () => readJson(upload('application/json'), 100)],
  ['a form', () => readForm(upload('application/x-www-form-urlencoded'), 100)],
  ['files', () => readForm(upload('multipart/form-data; boundary=x'), 100)],
  ['bytes, with a text as the reason', () => readBytes(upload('text/plain', 'gone'), 100)],
])(
  'an upload of %s that is cut off is refused as malformed, not taken for a failure of ours',
  async (_name, read) => {
    await expect(read()).rejects.toMatchObject({ name: 'AppError', code: 'malformed', status: 400 });
  },
);

test('what fails in the reader of the chunks stays the failure it is', async () => {
  const request = new Request('http://localhost/', { method: 'POST', body: 'much too long' });
  await expect(readBytes(request, 3)).rejects.toMatchObject({ code: 'too_large' });
});

test('a route answers a cut upload with 400', async () => {
  const post = route({ auth: 'none', handler: ({ request }) => readBytes(request, 100) });
  expect((await post(upload('application/pdf'))).status).toBe(400);
});

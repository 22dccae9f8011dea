import { allow } from '../http/auth';
import type { PracticeApp, PracticeContext } from '../http/context';
import { ApiError, parameterMissing, recordNotFound } from '../http/errors';
import { json } from '../http/reply';
import { secretToken } from '../state/identifiers';
import { presentAttachment } from '../tickets/present';

const MAX_BYTES = 52_428_800;

/** `POST /uploads?filename=`: the file as the body; with `token` it joins an earlier upload. */
async function upload(c: PracticeContext): Promise<Response> {
  const fileName = c.req.query('filename');
  if (!fileName) throw parameterMissing('filename');
  const content = Buffer.from(await c.req.arrayBuffer());
  if (content.length > MAX_BYTES) throw new ApiError(413, 'Payload too large');
  const account = c.get('account');
  const earlier = c.req.query('token');
  if (earlier !== undefined && account.attachments.by('upload', earlier).length === 0) throw recordNotFound();
  const uploadToken = earlier ?? secretToken();
  const attachment = account.attachments.save({
    id: account.nextId(),
    fileName,
    contentType: c.req.header('content-type') ?? 'application/octet-stream',
    size: content.length,
    content: content.toString('base64'),
    uploadToken,
    secret: secretToken(),
    commentId: null,
  });
  const { store } = c.get('practice');
  const all = account.attachments.by('upload', uploadToken);
  return json(
    c,
    {
      upload: {
        token: uploadToken,
        attachment: presentAttachment(store, account, attachment),
        attachments: all.map((one) => presentAttachment(store, account, one)),
      },
    },
    201,
  );
}

function showAttachment(c: PracticeContext): Response {
  const account = c.get('account');
  const attachment = account.attachments.get(c.req.param('id'));
  if (!attachment) throw recordNotFound();
  return json(c, { attachment: presentAttachment(c.get('practice').store, account, attachment) });
}

function deleteUpload(c: PracticeContext): Response {
  const account = c.get('account');
  const files = account.attachments.by('upload', c.req.param('token') ?? '');
  if (files.length === 0) throw recordNotFound();
  for (const file of files) account.attachments.delete(file.id);
  return c.body(null, 204);
}

/** Files on their way into comments. */
export function mountUploads(api: PracticeApp): void {
  const agent = allow('agent', 'tickets');
  api.post('/uploads', agent, upload);
  api.delete('/uploads/:token', agent, deleteUpload);
  api.get('/attachments/:id', agent, showAttachment);
}

import { crc32, deflateRawSync } from 'node:zlib';
import { until, type client } from '../harness';

type Api = ReturnType<typeof client>;
type Files = Record<string, string | Buffer>;

/** A zip as any packer writes it: local headers, directory, end record. */
export function zip(files: Files): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(at, 10);
    local.push(Buffer.from('PK\x03\x04'), common, name, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, entry, name);
    at += 4 + common.length + name.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, ...directory, end]);
}

/** A sound manifest: server-hosted, signed, one plain and one secure setting. */
export const MANIFEST = {
  name: 'Reviews',
  author: { name: 'Reviews', email: 'apps@reviews.test' },
  defaultLocale: 'en',
  frameworkVersion: '2.0',
  version: '1.0.0',
  private: true,
  singleInstall: false,
  signedUrls: true,
  location: { support: { ticket_sidebar: 'http://localhost:3000/zendesk/sidebar' } },
  domainWhitelist: ['localhost'],
  parameters: [
    { name: 'website', type: 'text', required: true },
    { name: 'secret', type: 'text', required: true, secure: true, scopes: ['header'] },
    { name: 'compact', type: 'checkbox', default: false },
  ] as Record<string, unknown>[],
};

const LABELS = { website: { label: 'Website' }, secret: { label: 'Secret' }, compact: { label: 'Compact' } };

/** The files of a sound package, with parts of its manifest or whole files replaced; undefined removes. */
export function packageFiles(
  manifest: Record<string, unknown> = {},
  files: Record<string, string | undefined> = {},
): Files {
  const all: Record<string, string | undefined> = {
    'manifest.json': JSON.stringify({ ...MANIFEST, ...manifest }),
    'translations/en.json': JSON.stringify({ app: { name: 'Reviews', parameters: LABELS } }),
    'translations/fr.json': JSON.stringify({ app: { name: 'Avis' } }),
    'assets/logo.png': 'a picture',
    ...files,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  );
}

/** Uploads a package. @returns the upload's id */
export async function upload(
  address: string,
  authorization: string,
  content: Buffer,
  field = 'uploaded_data',
) {
  const form = new FormData();
  form.set(field, new File([new Uint8Array(content)], 'app.zip', { type: 'application/zip' }));
  return fetch(address, { method: 'POST', headers: { authorization }, body: form });
}

/** Waits for the end of a job. */
export function finished(api: Api, path: string) {
  return until(
    () => api.get(path),
    (answer) => answer.json.status !== 'queued',
  );
}

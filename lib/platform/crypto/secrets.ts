/**
 * The secret box: AES-256-GCM with a key ring. The associated data names the owner row, so a sealed value copied to another
 * row does not open. Losing the keys loses the secrets; a failed decrypt throws and is never passed through as text.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Tx } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';

export type SecretRef = { ownerTable: string; ownerId: string; name: string };
type Sealed = { keyId: string; sealed: Uint8Array<ArrayBuffer> };

const ivBytes = 12;
const tagBytes = 16;

function associatedData(ref: SecretRef): Buffer {
  return Buffer.from(`${ref.ownerTable}:${ref.name}:${ref.ownerId}`);
}

/** Seals text for one row; layout: iv (12 bytes), tag (16 bytes), ciphertext. */
export function seal(ref: SecretRef, plain: string): Sealed {
  const [{ id, key }] = env.encryptionKeys as [{ id: string; key: Buffer }];
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associatedData(ref));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return { keyId: id, sealed: Uint8Array.from(Buffer.concat([iv, cipher.getAuthTag(), body])) };
}

/** @throws when the key is unknown, the row is another one, or the bytes were changed. */
export function unseal(ref: SecretRef, { keyId, sealed }: Sealed): string {
  const entry = env.encryptionKeys.find((candidate) => candidate.id === keyId);
  if (!entry) throw new Error(`No encryption key "${keyId}" for ${ref.ownerTable}.${ref.name}`);
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', entry.key, bytes.subarray(0, ivBytes)).setAAD(
    associatedData(ref),
  );
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
    'utf8',
  );
}

/** Writes or replaces one secret in the caller's transaction. */
export async function putSecret(tx: Tx, ref: SecretRef, plain: string): Promise<{ last4: string }> {
  const last4 = plain.length >= 12 ? plain.slice(-4) : '';
  const row = { ...seal(ref, plain), last4 };
  await tx.secret.upsert({
    where: { ownerTable_ownerId_name: ref },
    create: { ...ref, ...row },
    update: { ...row, createdAt: new Date() },
  });
  return { last4 };
}

/** The plain text, or null when there is none. */
export async function openSecret(tx: Tx, ref: SecretRef): Promise<string | null> {
  const row = await tx.secret.findUnique({ where: { ownerTable_ownerId_name: ref } });
  return row ? unseal(ref, row) : null;
}

/** The last four characters of a long secret, for people to recognise it; empty for a short one, null when there is none. */
export async function lastFour(tx: Tx, ref: SecretRef): Promise<string | null> {
  const row = await tx.secret.findUnique({
    where: { ownerTable_ownerId_name: ref },
    select: { last4: true },
  });
  return row ? row.last4 : null;
}

/** Erases all secrets of an owner, or the named ones. */
export async function deleteSecrets(
  tx: Tx,
  owner: { ownerTable: string; ownerId: string; names?: string[] },
): Promise<void> {
  const { names, ...where } = owner;
  await tx.secret.deleteMany({ where: names ? { ...where, name: { in: names } } : where });
}

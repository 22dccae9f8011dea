import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's current defaults raised to 19 MiB and two passes (OWASP's minimum). */
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, settings);
}

let decoy: Promise<string> | undefined;

/** Takes the same time for an unknown user (`stored` null), so that the answer does not tell whether an address is known. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const isRight = await verify(stored ?? (await (decoy ??= hashPassword('no such user'))), password);
  return stored !== null && isRight;
}

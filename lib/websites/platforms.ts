/** The country platforms: where a website's reviews are published, in which language, by which clock. */

export const platformCodes = [
  'FR',
  'ES',
  'DE',
  'IT',
  'NL',
  'UK',
  'US',
  'BR',
  'PT',
  'CO',
  'PL',
  'PE',
  'CL',
  'AU',
  'NZ',
  'MX',
] as const;
export type PlatformCode = (typeof platformCodes)[number];

export type Platform = {
  domain: string;
  /** The name under which the platform is known in its country. */
  label: string;
  /** Region of the ISO code, for a flag or a country name. */
  region: string;
  locale: string;
  timeZone: string;
};

export const platforms: Record<PlatformCode, Platform> = {
  FR: {
    domain: 'avis-verifies.com',
    label: 'Avis Vérifiés',
    region: 'FR',
    locale: 'fr',
    timeZone: 'Europe/Paris',
  },
  ES: {
    domain: 'opiniones-verificadas.com',
    label: 'Opiniones Verificadas',
    region: 'ES',
    locale: 'es',
    timeZone: 'Europe/Madrid',
  },
  DE: {
    domain: 'echte-bewertungen.com',
    label: 'Echte Bewertungen',
    region: 'DE',
    locale: 'de',
    timeZone: 'Europe/Berlin',
  },
  IT: {
    domain: 'recensioni-verificate.com',
    label: 'Recensioni Verificate',
    region: 'IT',
    locale: 'it',
    timeZone: 'Europe/Rome',
  },
  NL: {
    domain: 'echte-beoordelingen.com',
    label: 'Echte Beoordelingen',
    region: 'NL',
    locale: 'nl',
    timeZone: 'Europe/Amsterdam',
  },
  UK: {
    domain: 'verified-reviews.co.uk',
    label: 'Verified Reviews',
    region: 'GB',
    locale: 'en',
    timeZone: 'Europe/London',
  },
  US: {
    domain: 'verified-reviews.com',
    label: 'Verified Reviews',
    region: 'US',
    locale: 'en',
    timeZone: 'America/New_York',
  },
  BR: {
    domain: 'opinioes-verificadas.com.br',
    label: 'Opiniões Verificadas',
    region: 'BR',
    locale: 'pt',
    timeZone: 'America/Sao_Paulo',
  },
  PT: {
    domain: 'opinioes-verificadas.com',
    label: 'Opiniões Verificadas',
    region: 'PT',
    locale: 'pt',
    timeZone: 'Europe/Lisbon',
  },
  CO: {
    domain: 'opiniones-verificadas.com.co',
    label: 'Opiniones Verificadas',
    region: 'CO',
    locale: 'es',
    timeZone: 'America/Bogota',
  },
  PL: {
    domain: 'prawdziwe-opinie.com',
    label: 'Prawdziwe Opinie',
    region: 'PL',
    locale: 'pl',
    timeZone: 'Europe/Warsaw',
  },
  PE: {
    domain: 'opiniones-verificadas.pe',
    label: 'Opiniones Verificadas',
    region: 'PE',
    locale: 'es',
    timeZone: 'America/Lima',
  },
  CL: {
    domain: 'cl.opiniones-verificadas.com',
    label: 'Opiniones Verificadas',
    region: 'CL',
    locale: 'es',
    timeZone: 'America/Santiago',
  },
  AU: {
    domain: 'au.verified-reviews.com',
    label: 'Verified Reviews',
    region: 'AU',
    locale: 'en',
    timeZone: 'Australia/Sydney',
  },
  NZ: {
    domain: 'verified-reviews.co.nz',
    label: 'Verified Reviews',
    region: 'NZ',
    locale: 'en',
    timeZone: 'Pacific/Auckland',
  },
  MX: {
    domain: 'opiniones-verificadas.com.mx',
    label: 'Opiniones Verificadas',
    region: 'MX',
    locale: 'es',
    timeZone: 'America/Mexico_City',
  },
};

const byDomain = new Map(platformCodes.map((code) => [platforms[code].domain, code]));

/**
 * The platform a person means: its domain with or without scheme, `www.`, path, trailing slash or spaces, in any case.
 * @returns null for anything else: a look-alike domain is not guessed at.
 */
export function parsePlatform(input: string): PlatformCode | null {
  const host = input
    .trim()
    .toLowerCase()
    .replace(/^https?:\s*\/\/\s*/, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .trim();
  return byDomain.get(host) ?? byDomain.get(host.replace(/^www\./, '')) ?? null;
}

/** The address of the platform's own site. */
export function platformUrl(code: PlatformCode): string {
  return `https://www.${platforms[code].domain}`;
}

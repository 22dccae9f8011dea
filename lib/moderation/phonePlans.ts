/**
 * How long a telephone number is, per country. Pure data: the composer in the browser judges by the same rule, where a whole
 * library (144 kB) would outweigh the screen around it.
 */

/** Digits after the calling code (ITU E.164), from seven to eleven: shorter ones are services, longer ones extensions. */
const lengthsByCode: readonly [codes: string, lengths: readonly number[]][] = [
  ['290 500 682', [5]],
  ['247 298 299 672 687', [6]],
  ['238 239 246 248 269 291 297 592 597 673 674 676 677 678 680 683 688 690 691 692', [7]],
  [
    '45 47 216 222 223 226 227 228 232 235 236 253 257 266 350 356 357 370 371 373 374 389 505 509 686 973 993',
    [8],
  ],
  [
    '33 34 40 41 93 94 211 212 218 221 240 242 244 249 251 255 256 260 261 262 351 508 590 594 596 681 992 994 995 998',
    [9],
  ],
  ['1 7 52 58 225 229', [10]],
  ['20 60 66 855 856 964 970 976', [8, 9, 10]],
  ['27 46 48 61 64 84 95 243 254 353 880', [7, 8, 9, 10]],
  ['30 54 234', [10, 11]],
  ['31 39 43 49 62 86 352 358 375 381 595 598 886 971 972', [7, 8, 9, 10, 11]],
  ['32 36 51 213 224 233 237 250 258 264 268 376 377 382 387 591 689 962 963', [8, 9]],
  ['44 263', [7, 9, 10]],
  ['53 230 267 372', [7, 8, 10]],
  ['55 63 81 82 91 92 383 593', [8, 9, 10, 11]],
  ['56 420', [9, 10, 11]],
  ['57 65 977', [8, 10, 11]],
  ['90 98 685 960', [7, 10]],
  ['220 245 265 354 421 423', [7, 9]],
  ['231 252 355 359 385 967 968', [7, 8, 9]],
  ['241 386 599 670 675 853 961 965 975', [7, 8]],
  ['378 506 850', [8, 10]],
  ['380 966 996', [9, 10]],
  ['501 679', [7, 11]],
  ['502 504', [8, 11]],
  ['503', [7, 8, 11]],
  ['507', [7, 8, 10, 11]],
  ['852 974', [7, 8, 9, 11]],
];

const lengths = new Map(
  lengthsByCode.flatMap(([codes, each]) => codes.split(' ').map((code) => [code, each])),
);

/** Calling codes of countries whose numbers keep their leading zero abroad. */
const keepsZero = new Set(['39', '378']);

/** @param digits after + or 00. A zero in brackets, dialled at home only, may still stand in them. */
export function isInternational(digits: string): boolean {
  for (const size of [1, 2, 3]) {
    const code = digits.slice(0, size);
    const allowed = lengths.get(code);
    if (!allowed) continue;
    const number = digits.slice(size);
    const hasTrunkZero = number.startsWith('0') && !keepsZero.has(code);
    return allowed.includes(number.length - (hasTrunkZero ? 1 : 0));
  }
  return false;
}

/** Numbers as they are dialled at home, per language: of the countries that speak it and have a platform, or border on one. */
const nationalPlans: Record<string, RegExp> = {
  fr: /^0(?:[1-9]\d{7,8}|4\d{8})$/,
  en: /^0(?:[1-9]\d{7,9})$/,
  de: /^0(?:[2-9]\d{7,10}|1[5-7]\d{8,9}|1\d{7})$/,
  it: /^0\d{7,10}$/,
  nl: /^0[1-9]\d{7,8}$/,
  pt: /^0[1-9]{2}\d{8,9}$/,
};
/** Without a zero in front. Long numbers of other kinds look alike, so more must speak for these than their length. */
const barePlans: Record<string, RegExp> = {
  es: /^(?:[6-9]\d{8}|3\d{9}|[2-9]\d{9})$/,
  it: /^3\d{8,9}$/,
  pt: /^(?:[29]\d{8}|[1-9]{2}9?\d{8})$/,
  pl: /^[4-8]\d{8}$/,
  en: /^1?[2-9]\d{2}[2-9]\d{6}$/,
};

const languageOf = (locale: string) => locale.slice(0, 2).toLowerCase();

export function isNational(digits: string, locale: string): boolean {
  return nationalPlans[languageOf(locale)]?.test(digits) ?? false;
}

/** A number of any country that dials a zero first. */
export function isNationalSomewhere(digits: string): boolean {
  return /^0[1-9]\d{7,10}$/.test(digits);
}

export function isBare(digits: string, locale: string): boolean {
  return barePlans[languageOf(locale)]?.test(digits) ?? false;
}

export function isBareSomewhere(digits: string): boolean {
  return Object.values(barePlans).some((plan) => plan.test(digits));
}

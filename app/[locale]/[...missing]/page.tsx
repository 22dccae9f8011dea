import { notFound } from 'next/navigation';

/** Every address that no page answers, so that the not-found page keeps language, theme and security headers. */
export default function MissingPage(): never {
  notFound();
}

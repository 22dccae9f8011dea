/** Ways to the parts of a long page; a row that scrolls sideways on a narrow screen. */
export function SectionNav({
  label,
  sections,
}: {
  label: string;
  /** With `href`, a page of its own instead of a part of this one. */
  sections: readonly { id: string; label: string; href?: string }[];
}) {
  return (
    <nav
      aria-label={label}
      className="-mx-4 mb-5 [scrollbar-width:none] overflow-x-auto px-4 sm:mx-0 sm:px-0"
    >
      <ul className="flex gap-1.5">
        {sections.map((section) => (
          <li key={section.id}>
            <a
              href={section.href ?? `#${section.id}`}
              className="inline-flex h-9 items-center rounded-full border border-line bg-surface px-3.5 text-sm font-medium whitespace-nowrap text-ink-soft transition-colors hover:border-seal hover:text-ink"
            >
              {section.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

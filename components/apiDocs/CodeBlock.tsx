/** Lines to copy. Scrolls sideways by keyboard too, so that no line is broken where a shell would not break it. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <pre
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={label}
      className="mt-2 overflow-x-auto rounded-lg border border-line bg-sunken p-4 font-mono text-sm print:whitespace-pre-wrap"
    >
      <code>{code}</code>
    </pre>
  );
}

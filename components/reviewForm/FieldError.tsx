/**
 * The messages a field may show. All stand in the page from the start, hidden unless they apply, so that the enhancer has
 * words to show without carrying any.
 */
export function FieldErrors({
  id,
  messages,
  shown,
}: {
  id: string;
  messages: Record<string, string>;
  shown: string | undefined;
}) {
  return (
    <div id={id} aria-live="polite">
      {Object.entries(messages).map(([code, message]) => (
        <p
          key={code}
          data-error={code}
          hidden={code !== shown}
          className="mt-1.5 text-sm font-medium text-danger-ink"
        >
          <span aria-hidden>⚠ </span>
          {message}
        </p>
      ))}
    </div>
  );
}

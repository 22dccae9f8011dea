import { ScrollRegion } from '@/components/ui/ScrollRegion';

/** Lines to copy. Scrolls sideways, so that no line is broken where a shell would not break it. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <ScrollRegion label={label} className="mt-2 rounded-lg border border-line bg-sunken p-4">
      <pre className="font-mono text-sm print:whitespace-pre-wrap">
        <code>{code}</code>
      </pre>
    </ScrollRegion>
  );
}

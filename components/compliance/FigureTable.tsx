import type { ReactNode } from 'react';
import { ScrollRegion } from '@/components/ui/ScrollRegion';
import { cn } from '@/components/ui/cn';

export type FigureColumn<R> = { key: string; header: string; cell: (row: R) => ReactNode };

/** A table of figures: its first column names the row. On a narrow screen it scrolls sideways, so that columns stay comparable. */
export function FigureTable<R>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string;
  columns: readonly FigureColumn<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
}) {
  return (
    <ScrollRegion label={caption} className="rounded-lg border border-line">
      <table className="w-full">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line">
            {columns.map(({ key, header }, index) => (
              <th
                key={key}
                scope="col"
                className={cn(
                  'px-3.5 py-2 text-sm font-medium text-ink-soft',
                  index === 0 ? 'min-w-28 text-left' : 'text-right whitespace-nowrap',
                )}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, cell }, index) =>
                index === 0 ? (
                  <th key={key} scope="row" className="px-3.5 py-2 text-left font-normal">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} className="px-3.5 py-2 text-right whitespace-nowrap tabular-nums">
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

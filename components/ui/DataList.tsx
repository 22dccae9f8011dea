/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- as blocks on narrow
   screens these elements lose their table roles, so the roles are written out */
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export type DataColumn<R> = {
  key: string;
  header: ReactNode;
  cell: (row: R) => ReactNode;
  /** `title` leads the card on a narrow screen and carries the row's link; `hidden` is left out there. */
  narrow?: 'title' | 'hidden';
  align?: 'start' | 'end';
  className?: string;
};

export type DataListProps<R> = {
  caption: string;
  columns: readonly DataColumn<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** Makes the whole row a target; the link itself is in the title cell, so it is announced once. */
  rowHref?: (row: R) => string;
};

/** A table that becomes a list of cards below 768 px, from one markup: the roles stay those of a table at every width. */
export function DataList<R>({ caption, columns, rows, rowKey, rowHref }: DataListProps<R>) {
  return (
    <div className="overflow-clip rounded-xl border border-line bg-surface shadow-card">
      <table role="table" className="w-full max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row" className="border-b border-line">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                className={cn(
                  'px-4 py-2.5 text-left text-sm font-medium text-ink-soft first:pl-5 last:pr-5',
                  column.align === 'end' && 'text-right',
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="divide-y divide-line max-md:block">
          {rows.map((row) => (
            <DataRow key={rowKey(row)} row={row} columns={columns} href={rowHref?.(row)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DataRow<R>({ row, columns, href }: { row: R; columns: readonly DataColumn<R>[]; href?: string }) {
  return (
    <tr
      role="row"
      className={cn(
        'max-md:block max-md:px-4 max-md:py-3.5',
        href && 'relative transition-colors hover:bg-ground has-[a:focus-visible]:bg-ground',
      )}
    >
      {columns.map((column) => {
        const content = column.cell(row);
        const isTitle = column.narrow === 'title';
        return (
          <td
            key={column.key}
            role="cell"
            className={cn(
              'px-4 py-3 align-middle first:pl-5 last:pr-5 max-md:block max-md:p-0! max-md:not-first:mt-1.5',
              column.align === 'end' && 'md:text-right',
              column.narrow === 'hidden' && 'max-md:hidden',
              column.className,
            )}
          >
            {isTitle && href ? (
              <Link
                href={href}
                className="font-medium after:absolute after:inset-0 focus-visible:outline-hidden focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-seal"
              >
                {content}
              </Link>
            ) : (
              content
            )}
          </td>
        );
      })}
    </tr>
  );
}

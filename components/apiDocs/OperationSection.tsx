import { CodeBlock } from '@/components/apiDocs/CodeBlock';
import { examples, toCurl, toTypeScript } from '@/lib/apiDocs/examples';
import type { FieldRow, Operation } from '@/lib/apiDocs/reference';
import type { Translate } from '@/lib/platform/i18n/translator';

type Props = { t: Translate; operation: Operation; summary: string; origin: string };

/** One operation: what it does, what it takes, what it answers, and calls that work. */
export function OperationSection({ t, operation, summary, origin }: Props) {
  const { id, method, path, parameters, body, responses } = operation;
  const example = examples.find((candidate) => candidate.operationId === id);
  return (
    <section aria-labelledby={id} className="mt-12 border-t border-line pt-8">
      <h2 id={id} className="scroll-mt-6 text-xl">
        {summary}
      </h2>
      <p className="mt-2 font-mono text-sm break-all">
        <span className="mr-2 rounded-md bg-seal-soft px-2 py-1 font-semibold text-seal-ink">{method}</span>
        {path}
      </p>
      <div className="mt-5 grid gap-x-8 gap-y-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-6">
          <Fields
            t={t}
            title={t('page.parameters')}
            rows={parameters.map((row) => ({
              ...row,
              type: `${row.type}, ${t(`page.places.${row.place}`)}`,
            }))}
          />
          <Fields t={t} title={t('page.body')} rows={body} />
          <Answers t={t} responses={responses} />
        </div>
        {example ? (
          <div className="min-w-0">
            <h3 className="text-base">{t('page.examples')}</h3>
            <CodeBlock label={`${t('page.terminal')}, ${summary}`} code={toCurl(example, origin)} />
            <CodeBlock label={`TypeScript, ${summary}`} code={toTypeScript(example, origin)} />
          </div>
        ) : null}
      </div>
    </section>
  );
}

function Fields({ t, title, rows }: { t: Translate; title: string; rows: readonly FieldRow[] }) {
  if (rows.length === 0) return null;
  return (
    <div>
      <h3 className="text-base">{title}</h3>
      <FieldTable t={t} label={title} rows={rows} />
    </div>
  );
}

function FieldTable({ t, label, rows }: { t: Translate; label: string; rows: readonly FieldRow[] }) {
  return (
    <table aria-label={label} className="mt-2 w-full text-left text-sm">
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('page.field')}</th>
          <th scope="col">{t('page.type')}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map((row) => (
          <tr key={row.path}>
            <th scope="row" className="py-1.5 pr-4 align-top font-mono font-normal break-all">
              {row.path}
            </th>
            <td className="py-1.5 align-top break-words text-ink-soft">
              {row.type}
              {row.isRequired ? (
                <strong className="font-semibold text-ink">, {t('page.required')}</strong>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Answers({ t, responses }: Pick<Operation, 'responses'> & { t: Translate }) {
  return (
    <div>
      <h3 className="text-base">{t('page.answers')}</h3>
      <ul className="mt-2 flex flex-col gap-2 text-sm">
        {responses.map(({ status, description, fields }) => (
          <li key={status}>
            <span className="mr-2 font-mono font-semibold">{status}</span>
            {/* The document speaks English, as its readers' tools do. */}
            <span lang="en" className="text-ink-soft">
              {description}
            </span>
            {fields.length > 0 ? <FieldTable t={t} label={`${status} ${description}`} rows={fields} /> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

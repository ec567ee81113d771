import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { TextField } from '../parts/fields.tsx';
import { describeRange, literal } from '../parts/FunctionHint.tsx';
import { ErrorNotice, Waiting } from '../parts/notices.tsx';
import { type LabFunction, loadCatalogue } from '../server/functions.ts';
import { t } from '../texts/index.ts';

/** The catalogue with its documentation. */
export function Functions(_: RouteProps): JSX.Element {
  const [search, setSearch] = useState('');
  const { value, error } = useAsync(loadCatalogue, []);
  const wanted = search.toLowerCase();
  const found = (value ?? []).filter((f) => [f.name, f.summary, ...f.aliases].some((text) => text.toLowerCase().includes(wanted)));
  const groups = [...new Set(found.map((f) => f.group))];
  return (
    <div class="stack">
      <h1>{t.functions}</h1>
      <TextField label={t.search} value={search} onChange={setSearch} type="search" />
      <ErrorNotice error={error} />
      {!value && !error && <Waiting />}
      {groups.map((group) => (
        <section key={group} class="stack tight">
          <h2>{group}</h2>
          {found
            .filter((f) => f.group === group)
            .map((f) => (
              <FunctionEntry key={f.name} of={f} />
            ))}
        </section>
      ))}
    </div>
  );
}

function FunctionEntry({ of }: { of: LabFunction }): JSX.Element {
  return (
    <details class="card">
      <summary>
        <code>{of.signature}</code> <span class="muted">{of.summary}</span>
      </summary>
      <div class="stack tight" style={{ paddingTop: '10px' }}>
        {of.details && <p>{of.details}</p>}
        {of.aliases.length > 0 && (
          <p class="small muted">
            {t.alsoNamed} {of.aliases.join(', ')}
          </p>
        )}
        {of.parameters.length > 0 && (
          <div class="table-box" tabIndex={0} role="group" aria-label={of.signature}>
            <table class="data">
              <thead>
                <tr>
                  <th>{t.parameter}</th>
                  <th>{t.meaning}</th>
                  <th>{t.range}</th>
                  <th>{t.default}</th>
                </tr>
              </thead>
              <tbody>
                {of.parameters.map((p) => (
                  <tr key={p.name}>
                    <td>
                      <code>{p.name}</code>
                    </td>
                    <td>{p.summary}</td>
                    <td>{describeRange(p)}</td>
                    <td>{p.required ? '' : literal(p.default)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p>
          {t.example} <code>{of.example}</code>
        </p>
      </div>
    </details>
  );
}

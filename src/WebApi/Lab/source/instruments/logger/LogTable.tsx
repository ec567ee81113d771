import type { JSX } from 'preact';
import { formatSi } from '../../measure/si.ts';
import { fill, t } from '../../texts/index.ts';
import type { Log } from './recorder.ts';

/** More rows cost more time than people read. The CSV file has all. */
const mostShown = 100;

/** The newest rows of a log, the newest first. */
export function LogTable({ log }: { log: Log }): JSX.Element {
  const shown = log.rows.slice(-mostShown).reverse();
  return (
    <section class="card stack tight">
      <h2>{t.logger.table}</h2>
      <div class="table-box log-table" tabIndex={0} role="group" aria-label={t.logger.table}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">{t.time}</th>
              {log.columns.map(({ label }) => (
                <th key={label} scope="col" class="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.time}>
                <td>{new Date(log.startedAt + row.time * 1000).toLocaleTimeString()}</td>
                {log.columns.map(({ label, unit }, i) => (
                  <td key={label} class="number">
                    {formatSi(row.values[i] ?? null, unit)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {log.rows.length > mostShown && <p class="small muted">{fill(t.logger.newest, { count: mostShown })}</p>}
    </section>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base, go } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { formatSi } from '../measure/si.ts';
import { Empty, NotOffered, Waiting } from '../parts/notices.tsx';
import { StatusBadge } from '../run/RunView.tsx';
import { listRuns, type Run } from '../server/runs.ts';
import { fill, formatTime, t } from '../texts/index.ts';

export function Runs(_: RouteProps): JSX.Element {
  const { value, error } = useAsync(listRuns, []);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string): void => setChosen(chosen.includes(id) ? chosen.filter((c) => c !== id) : [...chosen.slice(-1), id]);
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.runs.title}</h1>
        <span class="muted small">{t.runs.compareHint}</span>
        <button
          type="button"
          class="button push"
          disabled={chosen.length !== 2}
          onClick={() => go(`/compare/${[...chosen].sort((a, b) => Number(a) - Number(b)).join('/')}`)}
        >
          {t.runs.compare}
        </button>
      </div>
      {error && <NotOffered error={error} what={t.runs.runs} />}
      {!value && !error && <Waiting />}
      {value?.rows.length === 0 && <Empty>{t.runs.none}</Empty>}
      {value && value.rows.length > 0 && (
        <ul class="list card">
          {value.rows.map((run) => (
            <li key={run.id}>
              <input
                type="checkbox"
                aria-label={fill(t.runs.choose, { title: run.title })}
                checked={chosen.includes(run.id)}
                onChange={() => toggle(run.id)}
              />
              <div class="grow">
                <a class="title" href={`${base}/runs/${run.id}`}>
                  {run.title}
                </a>
                <div class="small muted">
                  {formatTime(run.createdAt)} · {run.device} {duration(run)}
                </div>
              </div>
              <StatusBadge status={run.status} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function duration(run: Run): string {
  if (!run.startedAt || !run.endedAt) return '';
  return `· ${fill(t.runs.took, { time: formatSi((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000, 's', 3) })}`;
}

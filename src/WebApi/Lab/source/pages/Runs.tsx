import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base, go } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { formatSi } from '../measure/si.ts';
import { ConfirmDialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Empty, ErrorNotice, NotOffered, Waiting } from '../parts/notices.tsx';
import { StatusBadge } from '../run/RunView.tsx';
import { ServerError } from '../server/http.ts';
import { deleteRun, listRuns, type Run } from '../server/runs.ts';
import { fill, formatTime, t } from '../texts/index.ts';

export function Runs(_: RouteProps): JSX.Element {
  const [runs, setRuns] = useState<readonly Run[]>([]);
  const [number, setNumber] = useState(1);
  const [failure, setFailure] = useState<ServerError | null>(null);
  const [runToDelete, setRunToDelete] = useState<Run | null>(null);
  const { value, error, isLoading } = useAsync(async () => {
    const page = await listRuns(number);
    // Runs that started meanwhile move the pages, so that the same one can come twice.
    setRuns((old) => [...old, ...page.rows.filter((run) => !old.some((o) => o.id === run.id))]);
    return page;
  }, [number]);
  const remove = async (run: Run): Promise<void> => {
    setRunToDelete(null);
    try {
      await deleteRun(run.id);
      setRuns((old) => old.filter((o) => o.id !== run.id));
      setChosen((old) => old.filter((id) => id !== run.id));
    } catch (e) {
      setFailure(ServerError.from(e));
    }
  };
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
      <ErrorNotice error={failure} />
      {value && runs.length === 0 && <Empty>{t.runs.none}</Empty>}
      {runs.length > 0 && (
        <ul class="list card">
          {runs.map((run) => (
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
              <button type="button" class="button icon danger" aria-label={`${t.delete}: ${run.title}`} onClick={() => setRunToDelete(run)}>
                <Icon name="bin" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {value && runs.length < value.count && (
        <div>
          <button type="button" class="button" disabled={isLoading} onClick={() => setNumber(number + 1)}>
            {t.showMore}
          </button>
        </div>
      )}
      {runToDelete && (
        <ConfirmDialog
          text={fill(t.runs.confirmDelete, { title: runToDelete.title })}
          action={t.delete}
          cancel={t.cancel}
          onConfirm={() => void remove(runToDelete)}
          onClose={() => setRunToDelete(null)}
        />
      )}
    </div>
  );
}

export function duration(run: Run): string {
  if (!run.startedAt || !run.endedAt) return '';
  return `· ${fill(t.runs.took, { time: formatSi((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000, 's', 3) })}`;
}

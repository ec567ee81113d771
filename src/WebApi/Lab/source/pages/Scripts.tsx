import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base, go } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { ConfirmDialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Empty, ErrorNotice, NotOffered, Waiting } from '../parts/notices.tsx';
import { ScriptLimits } from '../parts/ScriptLimits.tsx';
import { ServerError } from '../server/http.ts';
import { deleteScript, listScripts, type Script } from '../server/scripts.ts';
import { fill, formatTime, t } from '../texts/index.ts';

export function Scripts(_: RouteProps): JSX.Element {
  const own = useAsync(() => listScripts('script'), []);
  const [doomed, setDoomed] = useState<Script | null>(null);
  const [error, setError] = useState<ServerError | null>(null);
  const remove = async (script: Script): Promise<void> => {
    setDoomed(null);
    try {
      await deleteScript(script.id);
      own.reload();
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.scripts.title}</h1>
        <a class="button main-action push" href={`${base}/scripts/new`}>
          <Icon name="edit" /> {t.scripts.new}
        </a>
      </div>
      <ScriptLimits />
      <ErrorNotice error={error} />
      {own.error && <NotOffered error={own.error} what={t.scripts.scripts} />}
      {!own.value && !own.error && <Waiting />}
      {own.value?.rows.length === 0 && (
        <Empty>
          {t.scripts.none} <a href={`${base}/lessons`}>{t.lessons.examples}</a>
        </Empty>
      )}
      {own.value && own.value.rows.length > 0 && (
        <ul class="list card">
          {own.value.rows.map((script) => (
            <li key={script.id}>
              <div class="grow">
                <a class="title" href={`${base}/scripts/${script.id}`}>
                  {script.title}
                </a>
                <div class="small muted">{fill(t.scripts.changed, { time: formatTime(script.updatedAt) })}</div>
              </div>
              <button
                type="button"
                class="button icon"
                aria-label={`${t.run}: ${script.title}`}
                onClick={() => go(`/scripts/${script.id}?run`)}
              >
                <Icon name="play" />
              </button>
              <button
                type="button"
                class="button icon danger"
                aria-label={`${t.delete}: ${script.title}`}
                onClick={() => setDoomed(script)}
              >
                <Icon name="bin" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {doomed && (
        <ConfirmDialog
          text={fill(t.scripts.confirmDelete, { title: doomed.title })}
          action={t.delete}
          cancel={t.cancel}
          onConfirm={() => void remove(doomed)}
          onClose={() => setDoomed(null)}
        />
      )}
    </div>
  );
}

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
import { session } from '../server/session.ts';
import { fill, formatTime, t } from '../texts/index.ts';

export function Scripts(_: RouteProps): JSX.Element {
  const all = useAsync(() => listScripts('script'), []);
  const own = all.value?.rows.filter((script) => script.user === session.get()?.id) ?? null;
  const others = all.value?.rows.filter((script) => script.user !== session.get()?.id) ?? [];
  const [scriptToDelete, setScriptToDelete] = useState<Script | null>(null);
  const [error, setError] = useState<ServerError | null>(null);
  const remove = async (script: Script): Promise<void> => {
    setScriptToDelete(null);
    try {
      await deleteScript(script.id);
      all.reload();
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
      {all.error && <NotOffered error={all.error} what={t.scripts.scripts} />}
      {!own && !all.error && <Waiting />}
      {own?.length === 0 && (
        <Empty>
          {t.scripts.none} <a href={`${base}/lessons`}>{t.lessons.title}</a>
        </Empty>
      )}
      {own && own.length > 0 && (
        <ul class="list card">
          {own.map((script) => (
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
                onClick={() => go(`/scripts/${script.id}`, { intent: 'run' })}
              >
                <Icon name="play" />
              </button>
              <button
                type="button"
                class="button icon danger"
                aria-label={`${t.delete}: ${script.title}`}
                onClick={() => setScriptToDelete(script)}
              >
                <Icon name="bin" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <>
          <h2>{t.scripts.others}</h2>
          <ul class="list card">
            {others.map((script) => (
              <li key={script.id}>
                <a class="title grow" href={`${base}/scripts/${script.id}`}>
                  {script.title}
                </a>
                <span class="small muted">{fill(t.scripts.changed, { time: formatTime(script.updatedAt) })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {scriptToDelete && (
        <ConfirmDialog
          text={fill(t.scripts.confirmDelete, { title: scriptToDelete.title })}
          action={t.delete}
          cancel={t.cancel}
          onConfirm={() => void remove(scriptToDelete)}
          onClose={() => setScriptToDelete(null)}
        />
      )}
    </div>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { TextField } from '../parts/fields.tsx';
import { Empty, ErrorNotice, NotOffered, Waiting } from '../parts/notices.tsx';
import { createClass, joinClass, listClasses } from '../server/classes.ts';
import { ServerError } from '../server/http.ts';
import { t } from '../texts/index.ts';

/** The classes that a user teaches or attends. */
export function Classes(_: RouteProps): JSX.Element {
  const { value, error, reload } = useAsync(listClasses, []);
  return (
    <div class="stack">
      <h1>{t.classes.title}</h1>
      {error && <NotOffered error={error} what={t.classes.title} />}
      {!value && !error && <Waiting />}
      {value?.rows.length === 0 && <Empty>{t.classes.none}</Empty>}
      {value && value.rows.length > 0 && (
        <ul class="list card">
          {value.rows.map((c) => (
            <li key={c.id}>
              <a class="title grow" href={`${base}/classes/${c.id}`}>
                {c.name}
              </a>
              {c.joinCode && <span class="badge accent">{t.classes.teacher}</span>}
            </li>
          ))}
        </ul>
      )}
      <div class="readings wide">
        <OneField label={t.classes.code} title={t.classes.join} work={joinClass} onDone={reload} />
        <OneField label={t.classes.name} title={t.classes.create} work={createClass} onDone={reload} />
      </div>
    </div>
  );
}

function OneField({
  label,
  title,
  work,
  onDone,
}: {
  label: string;
  title: string;
  work: (text: string) => Promise<unknown>;
  onDone: () => void;
}): JSX.Element {
  const [text, setText] = useState('');
  const [error, setError] = useState<ServerError | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      await work(text.trim());
      setText('');
      setError(null);
      onDone();
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  return (
    <form class="panel" aria-label={title} onSubmit={(e) => void submit(e)}>
      <h2>{title}</h2>
      <TextField label={label} value={text} onChange={setText} maxLength={100} required />
      <div>
        <button class="button" disabled={text.trim() === ''}>
          {title}
        </button>
      </div>
      <ErrorNotice error={error} />
    </form>
  );
}

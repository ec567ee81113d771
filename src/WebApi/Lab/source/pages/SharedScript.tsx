import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { Icon } from '../parts/Icon.tsx';
import { ErrorNotice, Waiting } from '../parts/notices.tsx';
import { SourceCode } from '../run/RunView.tsx';
import { ServerError } from '../server/http.ts';
import { forkSharedScript, getSharedScript } from '../server/scripts.ts';
import { t } from '../texts/index.ts';

/** The script of a link: to read and to copy. It runs only as the reader's own copy. */
export function SharedScript({ values }: RouteProps): JSX.Element {
  const { value, error } = useAsync(() => getSharedScript(values.code!), [values.code]);
  const [failure, setFailure] = useState<ServerError | null>(null);
  const copy = async (): Promise<void> => {
    try {
      go(`/scripts/${(await forkSharedScript(values.code!)).id}`);
    } catch (e) {
      setFailure(ServerError.from(e));
    }
  };
  if (error) return <ErrorNotice error={error} />;
  if (!value) return <Waiting />;
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{value.title}</h1>
        <button type="button" class="button main-action push" onClick={() => void copy()}>
          <Icon name="copy" /> {t.lessons.copy}
        </button>
      </div>
      {value.description && <p>{value.description}</p>}
      <ErrorNotice error={failure} />
      <SourceCode code={value.code} line={null} />
    </div>
  );
}

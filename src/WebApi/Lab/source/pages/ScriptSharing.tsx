import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base } from '../app/router.ts';
import { CheckField } from '../parts/fields.tsx';
import { ErrorNotice } from '../parts/notices.tsx';
import { ServerError } from '../server/http.ts';
import { type Script, updateScript } from '../server/scripts.ts';
import { t } from '../texts/index.ts';

export function ScriptSharing({ script, onChange }: { script: Script; onChange: (script: Script) => void }): JSX.Element {
  const [error, setError] = useState<ServerError | null>(null);
  const change = async (isShared: boolean): Promise<void> => {
    try {
      onChange({ ...script, ...(await updateScript(script.id, { isShared })) });
      setError(null);
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  const link = `${location.origin}${base}/shared/${script.shareCode ?? ''}`;
  return (
    <div class="stack tight">
      <CheckField label={t.scripts.share} value={script.isShared} onChange={(on) => void change(on)} />
      {script.isShared && script.shareCode && (
        <p class="small breakable">
          {t.scripts.shared} <a href={link}>{link}</a>
        </p>
      )}
      <ErrorNotice error={error} />
    </div>
  );
}

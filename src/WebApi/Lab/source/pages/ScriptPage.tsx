import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { takeIntent } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { ErrorNotice, Waiting } from '../parts/notices.tsx';
import { getScript, type Script } from '../server/scripts.ts';
import { t } from '../texts/index.ts';
import { ScriptWorkspace } from './ScriptWorkspace.tsx';

const firstCode = "# Runs in a sandbox; print, label, button, plot and all functions of the lab are there.\nprint(get_voltage('CH1'))\n";

/** A script of the user, an example, or at `/scripts/new` one that does not exist yet. */
export function ScriptPage({ values }: RouteProps): JSX.Element {
  // A new script gets its id while the page is open.
  const [id] = useState(values.id!);
  const isNew = id === 'new';
  const { value, error } = useAsync<Script | null>(() => (isNew ? Promise.resolve(null) : getScript(id)), [id]);
  const [runsAtOnce] = useState(() => takeIntent() === 'run');
  if (error) return <ErrorNotice error={error} />;
  if (!isNew && !value) return <Waiting />;
  return (
    <ScriptWorkspace
      key={id}
      script={value}
      initial={value?.code ?? firstCode}
      title={value?.title ?? t.scripts.untitled}
      runsAtOnce={runsAtOnce}
    />
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useAsync } from '../app/useAsync.ts';
import { SelectField } from '../parts/fields.tsx';
import { ErrorNotice } from '../parts/notices.tsx';
import { loadCircuits } from '../server/circuits.ts';
import { ServerError } from '../server/http.ts';
import { type Script, updateScript } from '../server/scripts.ts';
import { t } from '../texts/index.ts';

/** The circuit that a virtual device gets for the runs of a script. */
export function ScriptCircuit({ script, onChange }: { script: Script; onChange: (script: Script) => void }): JSX.Element | null {
  const circuits = useAsync(loadCircuits, []);
  const [error, setError] = useState<ServerError | null>(null);
  if (!circuits.value || circuits.value.length === 0) return null;
  const change = async (circuit: string): Promise<void> => {
    try {
      onChange({ ...script, ...(await updateScript(script.id, { circuit: circuit || null })) });
      setError(null);
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  return (
    <>
      <SelectField
        label={t.scripts.circuit}
        value={script.circuit ?? ''}
        onChange={(name) => void change(name)}
        choices={[
          { value: '', label: t.scripts.ownCircuit },
          ...circuits.value.map((c) => ({ value: c.name, label: c.description || c.name })),
        ]}
      />
      <ErrorNotice error={error} />
    </>
  );
}

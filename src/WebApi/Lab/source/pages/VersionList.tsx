import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useAsync } from '../app/useAsync.ts';
import { listVersions, type Script } from '../server/scripts.ts';
import { fill, formatTime, t } from '../texts/index.ts';

/** The kept versions of a script. They load when the list is opened. */
export function VersionList({ script, onTake }: { script: Script; onTake: (code: string) => void }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const versions = useAsync(async () => (isOpen ? (await listVersions(script.id)).rows : []), [isOpen, script.version]);
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t.scripts.versions}</summary>
      <ul class="list">
        {versions.value?.map((version) => (
          <li key={version.id}>
            <span class="grow small">{fill(t.scripts.version, { number: version.number, time: formatTime(version.createdAt) })}</span>
            <button type="button" class="button small" onClick={() => onTake(version.code)}>
              {t.scripts.restore}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base } from '../app/router.ts';
import { useAsync } from '../app/useAsync.ts';
import { SelectField } from '../parts/fields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Empty } from '../parts/notices.tsx';
import { shareScript, unshareScript } from '../server/classes.ts';
import { listOwnScripts, listScripts, type Script } from '../server/scripts.ts';
import { t } from '../texts/index.ts';

interface ClassScriptsProps {
  readonly id: string;
  readonly scripts: readonly Script[];
  readonly isTeacher: boolean;
  readonly change: (work: () => Promise<unknown>) => Promise<void>;
}

/** The scripts that a class shares. Teachers share their own, lessons and examples. */
export function ClassScripts({ id, scripts, isTeacher, change }: ClassScriptsProps): JSX.Element {
  const offered = useAsync(async () => {
    if (!isTeacher) return [];
    const [own, lessons, examples] = await Promise.all([listOwnScripts(), listScripts('lesson'), listScripts('example')]);
    return [...own, ...lessons.rows, ...examples.rows];
  }, [isTeacher]);
  const [chosen, setChosen] = useState('');
  const missing = (offered.value ?? []).filter((script) => !scripts.some((s) => s.id === script.id));
  const wanted = missing.some((s) => s.id === chosen) ? chosen : missing[0]?.id;
  return (
    <section class="card stack tight">
      <h2>{t.classes.scripts}</h2>
      {scripts.length === 0 && <Empty>{t.classes.noScripts}</Empty>}
      <ul class="list">
        {scripts.map((script) => (
          <li key={script.id}>
            <a class="title grow" href={`${base}/${script.kind === 'lesson' ? 'lessons' : 'scripts'}/${script.id}`}>
              {script.title}
            </a>
            {isTeacher && (
              <button
                type="button"
                class="button icon danger"
                aria-label={`${t.delete}: ${script.title}`}
                onClick={() => void change(() => unshareScript(id, script.id))}
              >
                <Icon name="bin" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {wanted !== undefined && (
        <div class="row">
          <SelectField
            label={t.classes.shareable}
            value={wanted}
            choices={missing.map((s) => ({ value: s.id, label: s.title }))}
            onChange={setChosen}
          />
          <button type="button" class="button" onClick={() => void change(() => shareScript(id, wanted))}>
            {t.classes.share}
          </button>
        </div>
      )}
    </section>
  );
}

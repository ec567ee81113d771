import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { SelectField } from '../parts/fields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Empty, ErrorNotice, Waiting } from '../parts/notices.tsx';
import { getClass, listClassScripts, listMembers, removeMember, renewJoinCode, shareScript, unshareScript } from '../server/classes.ts';
import { ServerError } from '../server/http.ts';
import { listScripts } from '../server/scripts.ts';
import { t } from '../texts/index.ts';
import { ClassResults } from './ClassResults.tsx';

/** A class: its scripts for everyone; code, members and results for its teachers. */
export function ClassPage({ values }: RouteProps): JSX.Element {
  const id = values.id!;
  const group = useAsync(() => getClass(id), [id]);
  const scripts = useAsync(() => listClassScripts(id), [id]);
  const members = useAsync(() => listMembers(id), [id]);
  const own = useAsync(() => listScripts('script'), []);
  const [chosen, setChosen] = useState('');
  const [error, setError] = useState<ServerError | null>(null);
  const change = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      setError(null);
      [group, scripts, members].forEach((part) => part.reload());
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  if (group.error) return <ErrorNotice error={group.error} />;
  if (!group.value) return <Waiting />;
  const isTeacher = group.value.joinCode !== null && group.value.joinCode !== undefined;
  const wanted = chosen || own.value?.rows[0]?.id;
  return (
    <div class="stack">
      <h1>{group.value.name}</h1>
      <ErrorNotice error={error} />
      {isTeacher && (
        <section class="card row apart">
          <div>
            <span class="small muted">{t.classes.code}</span>
            <div class="reading mono">{group.value.joinCode}</div>
          </div>
          <button type="button" class="button" onClick={() => void change(() => renewJoinCode(id))}>
            {t.classes.renew}
          </button>
        </section>
      )}
      <section class="card stack tight">
        <h2>{t.classes.scripts}</h2>
        {scripts.value?.rows.length === 0 && <Empty>{t.classes.noScripts}</Empty>}
        <ul class="list">
          {scripts.value?.rows.map((script) => (
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
        {isTeacher && own.value && own.value.rows.length > 0 && (
          <div class="row">
            <SelectField
              label={t.scripts.title}
              value={wanted ?? ''}
              choices={own.value.rows.map((s) => ({ value: s.id, label: s.title }))}
              onChange={setChosen}
            />
            <button type="button" class="button" disabled={!wanted} onClick={() => void change(() => shareScript(id, wanted!))}>
              {t.classes.share}
            </button>
          </div>
        )}
      </section>
      <section class="card stack tight">
        <h2>{t.classes.members}</h2>
        <ul class="list">
          {members.value?.rows.map((member) => (
            <li key={member.id}>
              <span class="grow">{member.name}</span>
              <span class="badge">{member.role === 'teacher' ? t.classes.teacher : t.classes.student}</span>
              {isTeacher && member.role === 'student' && (
                <button
                  type="button"
                  class="button icon danger"
                  aria-label={`${t.delete}: ${member.name}`}
                  onClick={() => void change(() => removeMember(member.id))}
                >
                  <Icon name="bin" />
                </button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {isTeacher && members.value && <ClassResults members={members.value.rows} />}
    </div>
  );
}

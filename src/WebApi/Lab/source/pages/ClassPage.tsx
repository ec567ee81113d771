import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { useAsync } from '../app/useAsync.ts';
import { ConfirmDialog } from '../parts/Dialog.tsx';
import { ErrorNotice, Waiting } from '../parts/notices.tsx';
import { deleteClass, getClass, isTaught, leaveClass, listClassScripts, listMembers, renewJoinCode } from '../server/classes.ts';
import { ServerError } from '../server/http.ts';
import { session } from '../server/session.ts';
import { fill, t } from '../texts/index.ts';
import { ClassMembers } from './ClassMembers.tsx';
import { ClassName } from './ClassName.tsx';
import { ClassResults } from './ClassResults.tsx';
import { ClassScripts } from './ClassScripts.tsx';

/** A class: its scripts for everyone; code, members and results for its teachers. */
export function ClassPage({ values }: RouteProps): JSX.Element {
  const id = values.id!;
  const me = useStore(session)?.id;
  const group = useAsync(() => getClass(id), [id]);
  const scripts = useAsync(() => listClassScripts(id), [id]);
  const members = useAsync(() => listMembers(id), [id]);
  const [isEnding, setEnding] = useState(false);
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
  const { name, joinCode, user } = group.value;
  const isTeacher = isTaught(group.value);
  const isCreator = user != null && user === me;
  const own = members.value?.rows.find((m) => String(m.userId) === me);
  const end = async (): Promise<void> => {
    setEnding(false);
    try {
      await (isCreator ? deleteClass(id) : leaveClass(own!.id));
      go('/classes');
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{name}</h1>
        {(isCreator || own) && (
          <button type="button" class="button danger push" onClick={() => setEnding(true)}>
            {isCreator ? t.classes.delete : t.classes.leave}
          </button>
        )}
      </div>
      <ErrorNotice error={error} />
      {isTeacher && (
        <section class="card stack tight">
          <div class="row apart">
            <div>
              <span class="small muted">{t.classes.code}</span>
              <div class="reading mono">{joinCode}</div>
            </div>
            <button type="button" class="button" onClick={() => void change(() => renewJoinCode(id))}>
              {t.classes.renew}
            </button>
          </div>
          <ClassName id={id} name={name} change={change} />
        </section>
      )}
      <ClassScripts id={id} scripts={scripts.value?.rows ?? []} isTeacher={isTeacher} change={change} />
      <ClassMembers members={members.value?.rows ?? []} isTeacher={isTeacher} isCreator={isCreator} change={change} />
      {isTeacher && members.value && <ClassResults members={members.value.rows} />}
      {isEnding && (
        <ConfirmDialog
          text={fill(isCreator ? t.classes.confirmDelete : t.classes.confirmLeave, { name })}
          action={isCreator ? t.classes.delete : t.classes.leave}
          cancel={t.cancel}
          onConfirm={() => void end()}
          onClose={() => setEnding(false)}
        />
      )}
    </div>
  );
}

import type { JSX } from 'preact';
import { Icon } from '../parts/Icon.tsx';
import { changeRole, type ClassMember, removeMember } from '../server/classes.ts';
import { t } from '../texts/index.ts';

interface ClassMembersProps {
  readonly members: readonly ClassMember[];
  readonly isTeacher: boolean;
  readonly isCreator: boolean;
  readonly change: (work: () => Promise<unknown>) => Promise<void>;
}

/** Teachers remove students. The creator of the class makes students teachers, and the other way round. */
export function ClassMembers({ members, isTeacher, isCreator, change }: ClassMembersProps): JSX.Element {
  return (
    <section class="card stack tight">
      <h2>{t.classes.members}</h2>
      <ul class="list wrapped">
        {members.map((member) => {
          const other = member.role === 'teacher' ? 'student' : 'teacher';
          return (
            <li key={member.id}>
              <span class="grow">{member.name}</span>
              <span class="badge">{member.role === 'teacher' ? t.classes.teacher : t.classes.student}</span>
              {isCreator && (
                <button
                  type="button"
                  class="button small"
                  aria-label={`${other === 'teacher' ? t.classes.makeTeacher : t.classes.makeStudent}: ${member.name}`}
                  onClick={() => void change(() => changeRole(member.id, other))}
                >
                  {other === 'teacher' ? t.classes.makeTeacher : t.classes.makeStudent}
                </button>
              )}
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
          );
        })}
      </ul>
    </section>
  );
}

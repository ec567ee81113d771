import type { JSX } from 'preact';
import { useAsync } from '../app/useAsync.ts';
import { Empty, ErrorNotice } from '../parts/notices.tsx';
import { type ClassMember, listAnswers } from '../server/classes.ts';
import { listScripts } from '../server/scripts.ts';
import { t } from '../texts/index.ts';

/** A table of students and lessons: right, wrong, or not answered. */
export function ClassResults({ members }: { members: readonly ClassMember[] }): JSX.Element {
  const answers = useAsync(listAnswers, []);
  const lessons = useAsync(() => listScripts('lesson'), []);
  const students = members.filter((m) => m.role === 'student' && m.user);
  const rows = answers.value?.rows ?? [];
  const shown = (lessons.value?.rows ?? []).filter((lesson) => rows.some((a) => a.script === lesson.id));
  const mark = (student: ClassMember, lesson: string): string => {
    const own = rows.filter((a) => a.user === student.user && a.script === lesson);
    return own.length === 0 ? '' : own.some((a) => a.isCorrect) ? `✓ ${t.lessons.correct}` : `${own.length} × ${t.lessons.wrong}`;
  };
  return (
    <section class="card stack tight">
      <h2>{t.classes.results}</h2>
      <ErrorNotice error={answers.error} />
      {shown.length === 0 || students.length === 0 ? (
        <Empty>{t.classes.noResults}</Empty>
      ) : (
        <div class="table-box" tabIndex={0} role="group" aria-label={t.classes.results}>
          <table class="data">
            <thead>
              <tr>
                <th scope="col">{t.name}</th>
                {shown.map((lesson) => (
                  <th key={lesson.id} scope="col">
                    {lesson.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {students.map((student) => (
                <tr key={student.id}>
                  <th scope="row">{student.name}</th>
                  {shown.map((lesson) => (
                    <td key={lesson.id}>{mark(student, lesson.id)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../app/router.ts';
import { useAsync } from '../app/useAsync.ts';
import { Empty, ErrorNotice, Notice } from '../parts/notices.tsx';
import { type ClassMember, listAnswers } from '../server/classes.ts';
import { ServerError } from '../server/http.ts';
import { findNewestRun } from '../server/runs.ts';
import { listScripts } from '../server/scripts.ts';
import { fill, t } from '../texts/index.ts';

/** A table of students and lessons: right, wrong, or not answered. A result opens the newest run of the student. */
export function ClassResults({ members }: { members: readonly ClassMember[] }): JSX.Element {
  const answers = useAsync(listAnswers, []);
  const lessons = useAsync(() => listScripts('lesson'), []);
  const [withoutRun, setWithoutRun] = useState<string | null>(null);
  const [error, setError] = useState<ServerError | null>(null);
  const openRun = async (student: ClassMember, lesson: string): Promise<void> => {
    setWithoutRun(null);
    try {
      const run = await findNewestRun(lesson, student.userId!);
      if (run) go(`/runs/${run.id}`);
      else setWithoutRun(student.name ?? '');
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  const students = members.filter((m) => m.role === 'student' && m.userId);
  const rows = answers.value?.rows ?? [];
  const shown = (lessons.value?.rows ?? []).filter((lesson) => rows.some((a) => a.script === lesson.id));
  const mark = (student: ClassMember, lesson: string): string => {
    const own = rows.filter((a) => a.userId === student.userId && a.script === lesson);
    return own.length === 0 ? '' : own.some((a) => a.isCorrect) ? `✓ ${t.lessons.correct}` : `${own.length} × ${t.lessons.wrong}`;
  };
  return (
    <section class="card stack tight">
      <h2>{t.classes.results}</h2>
      <ErrorNotice error={answers.error ?? error} />
      {withoutRun !== null && <Notice>{fill(t.classes.noRun, { name: withoutRun })}</Notice>}
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
                    <td key={lesson.id}>
                      {mark(student, lesson.id) && (
                        <button
                          type="button"
                          class="button quiet small"
                          aria-label={fill(t.classes.openRun, {
                            name: student.name ?? '',
                            lesson: lesson.title,
                            result: mark(student, lesson.id),
                          })}
                          onClick={() => void openRun(student, lesson.id)}
                        >
                          {mark(student, lesson.id)}
                        </button>
                      )}
                    </td>
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

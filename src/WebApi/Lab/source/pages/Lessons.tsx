import type { JSX } from 'preact';
import { base, go } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { useAsync } from '../app/useAsync.ts';
import { Icon } from '../parts/Icon.tsx';
import { NotOffered, Waiting } from '../parts/notices.tsx';
import { ScriptLimits } from '../parts/ScriptLimits.tsx';
import { listAnswers } from '../server/classes.ts';
import { listScripts, type Script } from '../server/scripts.ts';
import { session } from '../server/session.ts';
import { t } from '../texts/index.ts';

/** Lessons, and examples to run, read and copy. */
export function Lessons(_: RouteProps): JSX.Element {
  const lessons = useAsync(() => listScripts('lesson'), []);
  // Without answers the lessons are listed all the same.
  const answers = useAsync(() => listAnswers().catch(() => null), []);
  const me = useStore(session)?.id;
  const isSolved = (lesson: Script): boolean =>
    answers.value?.rows.some((a) => a.script === lesson.id && String(a.userId) === me && a.isCorrect) ?? false;
  const examples = useAsync(() => listScripts('example'), []);
  return (
    <div class="stack">
      <h1>{t.lessons.title}</h1>
      <ScriptLimits />
      {lessons.error && <NotOffered error={lessons.error} what={t.lessons.lessons} />}
      {!lessons.value && !lessons.error && <Waiting />}
      <ol class="grid">
        {lessons.value?.rows.map((lesson, i) => (
          <li key={lesson.id}>
            <a class="card tile" href={`${base}/lessons/${lesson.id}`}>
              <span class="row apart small muted">
                {i + 1} {isSolved(lesson) && <span class="badge good">{t.lessons.solved}</span>}
              </span>
              <h2>{lesson.title}</h2>
              <p class="small muted">{lesson.description}</p>
            </a>
          </li>
        ))}
      </ol>
      {examples.value && examples.value.rows.length > 0 && (
        <>
          <h2>{t.lessons.examples}</h2>
          <ul class="list card">
            {examples.value.rows.map((example) => (
              <li key={example.id}>
                <div class="grow">
                  <span class="title">{example.title}</span>
                  <div class="small muted">{example.description}</div>
                </div>
                <button
                  type="button"
                  class="button icon"
                  aria-label={`${t.run}: ${example.title}`}
                  onClick={() => go(`/scripts/${example.id}`, { intent: 'run' })}
                >
                  <Icon name="play" />
                </button>
                <a class="button icon" href={`${base}/scripts/${example.id}`} aria-label={`${t.lessons.view}: ${example.title}`}>
                  <Icon name="eye" />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

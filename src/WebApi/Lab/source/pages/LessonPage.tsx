import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { Icon } from '../parts/Icon.tsx';
import { Markdown } from '../parts/Markdown.tsx';
import { ErrorNotice, Notice, Waiting } from '../parts/notices.tsx';
import { Wiring } from '../parts/Wiring.tsx';
import { RunView, StatusBadge } from '../run/RunView.tsx';
import { loadCircuits } from '../server/circuits.ts';
import { ServerError } from '../server/http.ts';
import { forkScript, getScript } from '../server/scripts.ts';
import { t } from '../texts/index.ts';
import { LessonTask } from './LessonTask.tsx';
import { useRunner } from './useRunner.ts';

/** A lesson: text and wiring, its program to run, and the task with the check of the answer. */
export function LessonPage({ values }: RouteProps): JSX.Element {
  const { value: lesson, error } = useAsync(() => getScript(values.id!), [values.id]);
  const circuits = useAsync(loadCircuits, []);
  const [failure, setFailure] = useState<ServerError | null>(null);
  const runner = useRunner();
  if (error) return <ErrorNotice error={error} />;
  if (!lesson) return <Waiting />;
  const circuit = circuits.value?.find((c) => c.name === lesson.circuit);
  const copy = async (): Promise<void> => {
    try {
      go(`/scripts/${(await forkScript(lesson.id)).id}`);
    } catch (e) {
      setFailure(ServerError.from(e));
    }
  };
  return (
    <div class="stack">
      <h1>{lesson.title}</h1>
      <div class="workspace">
        <div class="stack">
          <section class="card">
            <Markdown text={lesson.lessonText ?? lesson.description ?? ''} />
          </section>
          {circuit && (
            <section class="card stack tight">
              <h2>{t.lessons.wiring}</h2>
              <Wiring circuit={circuit} />
              <p class="small muted">{circuit.description}</p>
            </section>
          )}
          {lesson.task && <LessonTask lesson={lesson} />}
        </div>
        <section class="card stack">
          <div class="toolbar">
            {runner.isRunning ? (
              <button type="button" class="button danger" onClick={() => void runner.stop()}>
                <Icon name="stop" /> {t.stop}
              </button>
            ) : (
              <button
                type="button"
                class="button main-action"
                disabled={runner.isStarting}
                onClick={() => void runner.start(lesson.id, lesson.circuit)}
              >
                <Icon name="play" /> {t.run}
              </button>
            )}
            <button type="button" class="button" onClick={() => void copy()}>
              <Icon name="copy" /> {t.lessons.copy}
            </button>
            <span role="status">
              <StatusBadge status={runner.state.status ?? runner.run?.status ?? null} />
            </span>
          </div>
          <ErrorNotice error={failure ?? runner.error} />
          {!runner.isConnected && runner.isRunning && <Notice kind="warn">{t.runs.reconnecting}</Notice>}
          <RunView state={runner.state} code={lesson.code} run={runner.run} onInput={runner.input} />
        </section>
      </div>
    </div>
  );
}

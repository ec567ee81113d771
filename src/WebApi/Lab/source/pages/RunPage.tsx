import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { base, go } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { Icon } from '../parts/Icon.tsx';
import { downloadRunPicture } from '../run/runPicture.ts';
import { ErrorNotice, Waiting } from '../parts/notices.tsx';
import { RunView, StatusBadge } from '../run/RunView.tsx';
import { fromOutput } from '../run/RunState.ts';
import { useRun } from '../run/useRun.ts';
import { exportUrl, getRun, isOver, type Run, sendInput, stopRun } from '../server/runs.ts';
import { session } from '../server/session.ts';
import { fill, formatTime, t } from '../texts/index.ts';
import { duration } from './Runs.tsx';

/** A recorded run, or one that still runs. */
export function RunPage({ values }: RouteProps): JSX.Element {
  const { value: run, error, reload } = useAsync(() => getRun(values.id!), [values.id]);
  if (error) return <ErrorNotice error={error} />;
  return run ? <RunDetails run={run} onEnd={reload} /> : <Waiting />;
}

function RunDetails({ run, onEnd }: { run: Run; onEnd: () => void }): JSX.Element {
  // A run that ends while it is watched stays as it is, so that nothing moves; its times and its board are loaded again.
  const [wasOver] = useState(isOver(run.status));
  const box = useRef<HTMLDivElement>(null);
  const live = useRun(wasOver ? null : run.id);
  const state = wasOver ? fromOutput(run.output, run.status, run.error) : live.state;
  const hasEnded = state.status !== null && isOver(state.status);
  useEffect(() => {
    if (hasEnded && !wasOver) onEnd();
  }, [hasEnded]);
  const isOwn = String(run.userId) === session.get()?.id;
  const isRunning = !wasOver && !hasEnded;
  const facts: [string, string][] = [
    [t.runs.device, [run.device, run.board, run.firmware].filter(Boolean).join(' · ')],
    [t.devices.circuit, run.circuit ?? '—'],
    [t.runs.script, run.codeVersion === null ? '—' : fill(t.runs.version, { number: run.codeVersion })],
  ];
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{run.title}</h1>
        <StatusBadge status={state.status ?? run.status} />
        <span class="push row">
          {isRunning && (
            <button type="button" class="button danger" onClick={() => void stopRun(run.id)}>
              <Icon name="stop" /> {t.stop}
            </button>
          )}
          {run.script && isOwn && (
            <button type="button" class="button" onClick={() => go(`/scripts/${run.script}`, { intent: 'run' })}>
              <Icon name="play" /> {t.runs.again}
            </button>
          )}
          <a class="button quiet" href={exportUrl(run.id, 'csv')} download={`run-${run.id}.csv`}>
            CSV
          </a>
          <a class="button quiet" href={exportUrl(run.id, 'json')} download={`run-${run.id}.json`}>
            JSON
          </a>
          <button type="button" class="button quiet" onClick={() => downloadRunPicture(`run-${run.id}.png`, run, box.current)}>
            PNG
          </button>
        </span>
      </div>
      <p class="muted small">
        {fill(t.runs.started, { time: formatTime(run.startedAt ?? run.createdAt) })} {duration(run)}
      </p>
      <dl class="readings">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt class="small muted">{name}</dt>
            <dd>
              <b>{value}</b>
            </dd>
          </div>
        ))}
      </dl>
      <div ref={box}>
        <RunView
          state={state}
          code={run.code}
          run={run}
          canPress={isOwn}
          onInput={isRunning ? async (element, value) => void (await sendInput(run.id, element, value)) : null}
        />
      </div>
      <p>
        <a href={`${base}/runs`}>{t.runs.title}</a>
      </p>
    </div>
  );
}

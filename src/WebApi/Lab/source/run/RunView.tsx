import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../parts/notices.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import type { Run, RunStatus } from '../server/runs.ts';
import { fill, t } from '../texts/index.ts';
import { Application } from './Application.tsx';
import type { RunState } from './RunState.ts';

interface RunViewProps {
  readonly state: RunState;
  readonly code: string;
  /** Null before the first run. */
  readonly run: Run | null;
  /** Whether buttons call the device: not in a record of somebody's run. */
  readonly canPress?: boolean;
  readonly onInput: ((id: string, value: unknown) => Promise<void>) | null;
  readonly withSource?: boolean;
}

/** A run with its elements, its source code and its console. */
export function RunView({ state, code, run, onInput, canPress = true, withSource = true }: RunViewProps): JSX.Element {
  const [tab, setTab] = useState<'application' | 'source'>('application');
  const tabs = [
    { value: 'application' as const, label: t.runs.application },
    ...(withSource ? [{ value: 'source' as const, label: t.runs.source }] : []),
  ];
  return (
    <div class="stack">
      <Tabs label={t.runs.title} value={tab} tabs={tabs} onChange={setTab}>
        {tab === 'application' ? (
          <Application state={state} run={run} canPress={canPress} onInput={onInput} />
        ) : (
          <SourceCode code={code} line={state.error?.line ?? null} />
        )}
      </Tabs>
      {state.error && (
        <Notice kind="bad">
          <b>
            {state.error.exception ?? ''}
            {state.error.exception ? ': ' : ''}
            {state.error.message}
          </b>
          {state.error.line !== null && <span> ({fill(t.runs.line, { line: state.error.line })})</span>}
          {state.error.traceback && (
            <details>
              <summary>{t.runs.traceback}</summary>
              <pre>{state.error.traceback}</pre>
            </details>
          )}
        </Notice>
      )}
      <Console state={state} />
    </div>
  );
}

export function SourceCode({ code, line }: { code: string; line: number | null }): JSX.Element {
  return (
    <ol class="source">
      {code.split('\n').map((text, i) => (
        <li key={i} class={i + 1 === line ? 'wrong' : ''}>
          <code>{text || ' '}</code>
        </li>
      ))}
    </ol>
  );
}

function Console({ state }: { state: RunState }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    if (isAtEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [state.console]);
  return (
    <section>
      <h2 class="small muted">{t.runs.console}</h2>
      <div
        ref={box}
        class="console"
        role="log"
        aria-label={t.runs.console}
        tabIndex={0}
        onScroll={(e) => {
          isAtEnd.current = e.currentTarget.scrollHeight - e.currentTarget.scrollTop - e.currentTarget.clientHeight < 20;
        }}
      >
        {state.console.length === 0 ? (
          <span class="muted">{t.runs.consoleEmpty}</span>
        ) : (
          state.console.map((c, i) => (
            <span key={i} class={c.stream}>
              {c.text}
            </span>
          ))
        )}
      </div>
    </section>
  );
}

const kinds: Record<RunStatus, string> = {
  queued: 'warn',
  running: 'accent',
  done: 'good',
  failed: 'bad',
  stopped: '',
  'timed-out': 'bad',
  interrupted: 'bad',
};

export function StatusBadge({ status }: { status: RunStatus | null }): JSX.Element | null {
  return status ? <span class={`badge ${kinds[status] ?? ''}`}>{t.runs.status[status] ?? status}</span> : null;
}

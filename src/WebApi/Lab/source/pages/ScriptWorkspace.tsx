import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { go } from '../app/router.ts';
import { Editor } from '../editor/Editor.tsx';
import { TextField } from '../parts/fields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { ScriptLimits } from '../parts/ScriptLimits.tsx';
import { RunView, StatusBadge } from '../run/RunView.tsx';
import { ServerError } from '../server/http.ts';
import { createScript, forkScript, type Script, updateScript } from '../server/scripts.ts';
import { fill, t } from '../texts/index.ts';
import { ScriptSharing } from './ScriptSharing.tsx';
import { useDraft } from './useDraft.ts';
import { useRunner } from './useRunner.ts';
import { VersionList } from './VersionList.tsx';

interface WorkspaceProps {
  /** Null for one that is not saved yet. */
  readonly script: Script | null;
  readonly initial: string;
  readonly title: string;
  readonly runsAtOnce: boolean;
}

/** Editor and run side by side. Running saves first, because the server runs saved code only. */
export function ScriptWorkspace({ script: opened, initial, title: firstTitle, runsAtOnce }: WorkspaceProps): JSX.Element {
  const [script, setScript] = useState(opened);
  const { draft, setDraft, isRestored, discard } = useDraft(opened?.id ?? 'new', { title: firstTitle, code: initial });
  const [error, setError] = useState<ServerError | null>(null);
  const [isSaving, setSaving] = useState(false);
  const runner = useRunner();
  const isReadOnly = script !== null && script.kind !== 'script';
  const isChanged = script === null || draft.code !== script.code || draft.title !== script.title;

  const save = async (): Promise<Script | null> => {
    if (script && !isChanged) return script;
    setSaving(true);
    setError(null);
    try {
      const saved = script ? await updateScript(script.id, draft) : await createScript(draft);
      setScript(saved);
      discard(saved);
      if (!script) history.replaceState(null, '', location.pathname.replace(/new$/, saved.id));
      return saved;
    } catch (e) {
      setError(ServerError.from(e));
      return null;
    } finally {
      setSaving(false);
    }
  };
  const run = async (): Promise<void> => {
    const saved = isReadOnly ? script : await save();
    if (saved) await runner.start(saved.id, saved.circuit);
  };
  const copy = async (): Promise<void> => {
    try {
      go(`/scripts/${(await forkScript(script!.id)).id}`);
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  useEffect(() => {
    if (runsAtOnce) void run();
  }, []);

  return (
    <div class="stack">
      {!isReadOnly && <h1 class="unseen">{draft.title}</h1>}
      <div class="toolbar">
        <div class="grow" style={{ minWidth: '200px' }}>
          {isReadOnly ? (
            <h1>{draft.title}</h1>
          ) : (
            <TextField label={t.title} value={draft.title} maxLength={100} required onChange={(title) => setDraft({ ...draft, title })} />
          )}
        </div>
        {runner.isRunning ? (
          <button type="button" class="button danger" onClick={() => void runner.stop()}>
            <Icon name="stop" /> {t.stop}
          </button>
        ) : (
          <button type="button" class="button main-action" disabled={runner.isStarting || isSaving} onClick={() => void run()}>
            <Icon name="play" /> {t.run}
          </button>
        )}
        {isReadOnly ? (
          <button type="button" class="button" onClick={() => void copy()}>
            <Icon name="copy" /> {t.lessons.copy}
          </button>
        ) : (
          <button type="button" class="button" disabled={isSaving || !isChanged} onClick={() => void save()}>
            {t.save}
          </button>
        )}
        <StatusBadge status={runner.state.status ?? runner.run?.status ?? null} />
      </div>
      <div class="status-line">
        <span>
          {isReadOnly ? t.scripts.readOnly : isChanged ? t.scripts.unsaved : fill(t.scripts.saved, { version: script?.version ?? 1 })}
        </span>
        {isRestored && isChanged && !isReadOnly && (
          <span>
            {t.scripts.draft}{' '}
            <button
              type="button"
              class="button quiet small"
              onClick={() => discard({ title: script?.title ?? firstTitle, code: script?.code ?? initial })}
            >
              {t.scripts.discard}
            </button>
          </span>
        )}
      </div>
      <ErrorNotice error={error ?? runner.error} />
      {!runner.isConnected && runner.isRunning && <Notice kind="warn">{t.runs.reconnecting}</Notice>}
      <div class="workspace">
        <div class="stack tight pinned">
          <Editor
            code={draft.code}
            readOnly={isReadOnly}
            onChange={(code) => setDraft({ ...draft, code })}
            onRun={() => void run()}
            error={
              runner.state.error?.line != null
                ? { line: runner.state.error.line, message: `${runner.state.error.exception ?? ''}: ${runner.state.error.message}` }
                : null
            }
          />
          <p class="small muted">{t.scripts.editorHint}</p>
          <ScriptLimits />
          {script && !isReadOnly && <ScriptSharing script={script} onChange={setScript} />}
          {script && !isReadOnly && <VersionList script={script} onTake={(code) => setDraft({ ...draft, code })} />}
        </div>
        <RunView state={runner.state} code={runner.run?.code ?? draft.code} device={runner.run?.device ?? ''} onInput={runner.input} />
      </div>
    </div>
  );
}

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { go, replacePath } from '../app/router.ts';
import { Editor } from '../editor/Editor.tsx';
import { TextField } from '../parts/fields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { ScriptLimits } from '../parts/ScriptLimits.tsx';
import { RunView, StatusBadge } from '../run/RunView.tsx';
import { ServerError } from '../server/http.ts';
import { forkScript, isOwnScript, type Script } from '../server/scripts.ts';
import { fill, t } from '../texts/index.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { saveScript } from './saveScript.ts';
import { ScriptCircuit } from './ScriptCircuit.tsx';
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
  const kept = useDraft(opened?.id ?? 'new', { title: firstTitle, code: initial }, opened?.version ?? null);
  const isReadOnly = script !== null && !isOwnScript(script);
  const draft = isReadOnly ? { title: script.title, code: script.code } : kept.draft;
  const [error, setError] = useState<ServerError | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<Script | null>(null);
  const runner = useRunner();
  const isChanged = script === null || draft.code !== script.code || draft.title !== script.title;

  const save = async (over: Script | null = null): Promise<Script | null> => {
    if (script && !isChanged) return script;
    setSaving(true);
    setError(null);
    setConflict(null);
    try {
      const answer = await saveScript(over ?? script, draft, over ? over.version : kept.basedOn);
      if (answer.conflict) {
        setConflict(answer.conflict);
        return null;
      }
      setScript(answer.saved);
      kept.markSaved(answer.saved.id, draft, answer.saved.version);
      if (!script) replacePath(`/scripts/${answer.saved.id}`);
      return answer.saved;
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
            <TextField
              label={t.title}
              value={draft.title}
              maxLength={100}
              required
              onChange={(title) => kept.setDraft({ ...draft, title })}
            />
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
        <span role="status">
          <StatusBadge status={runner.state.status ?? runner.run?.status ?? null} />
        </span>
      </div>
      <div class="status-line" role="status">
        <span>
          {isReadOnly
            ? script.kind === 'script'
              ? t.scripts.readOnlyOther
              : t.scripts.readOnly
            : isChanged
              ? t.scripts.unsaved
              : fill(t.scripts.saved, { version: script?.version ?? 1 })}
        </span>
        {kept.isRestored && isChanged && !isReadOnly && (
          <span>
            {t.scripts.draft}{' '}
            <button
              type="button"
              class="button quiet small"
              onClick={() => kept.discard({ title: script?.title ?? firstTitle, code: script?.code ?? initial }, script?.version ?? null)}
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
            onChange={(code) => kept.setDraft({ ...kept.draft, code })}
            onRun={() => void run()}
            error={
              runner.state.error?.line != null
                ? { line: runner.state.error.line, message: `${runner.state.error.exception ?? ''}: ${runner.state.error.message}` }
                : null
            }
          />
          <p class="small muted">{t.scripts.editorHint}</p>
          <ScriptLimits />
          {script && !isReadOnly && <ScriptCircuit script={script} onChange={setScript} />}
          {script && !isReadOnly && <ScriptSharing script={script} onChange={setScript} />}
          {script && !isReadOnly && <VersionList script={script} onTake={(code) => kept.setDraft({ ...draft, code })} />}
        </div>
        <RunView state={runner.state} code={runner.run?.code ?? draft.code} run={runner.run} onInput={runner.input} />
      </div>
      {conflict && (
        <ConflictDialog
          mine={draft}
          theirs={conflict}
          onMine={() => void save(conflict)}
          onTheirs={() => {
            setScript(conflict);
            kept.discard(conflict, conflict.version);
            setConflict(null);
          }}
          onClose={() => setConflict(null)}
        />
      )}
    </div>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Empty } from '../parts/notices.tsx';
import type { Run } from '../server/runs.ts';
import { t } from '../texts/index.ts';
import { ButtonElement } from './ButtonElement.tsx';
import { DataElement } from './DataElement.tsx';
import { InputElement } from './InputElement.tsx';
import type { RunElement, RunState } from './RunState.ts';
import type { Series } from './stacking.ts';

/** What buttons have put into other elements, by the id of the target. */
export interface TargetValue {
  readonly text?: string;
  readonly series?: readonly Series[];
  /** The element that it stands over. When the script changes that, its new value is shown. */
  readonly over?: RunElement | undefined;
}

interface ApplicationProps {
  readonly state: RunState;
  readonly run: Run | null;
  readonly canPress: boolean;
  /** Null if the run has ended: then inputs are only shown. */
  readonly onInput: ((id: string, value: unknown) => Promise<void>) | null;
}

/** The elements of a run in their order. */
export function Application({ state, run, canPress, onInput }: ApplicationProps): JSX.Element {
  const [targets, setTargets] = useState<Readonly<Record<string, TargetValue>>>({});
  const setTarget = (id: string, value: TargetValue): void => setTargets((old) => ({ ...old, [id]: value }));
  const show = (element: RunElement): JSX.Element => {
    switch (element.type) {
      case 'button':
        return (
          <ButtonElement
            key={element.id}
            element={element}
            run={canPress ? run : null}
            label={ownLabel(element, targets)}
            onResult={(id, value) => setTarget(id, { ...value, over: state.elements.find((e) => e.id === id) })}
          />
        );
      case 'input':
      case 'slider':
      case 'select':
      case 'checkbox':
        return <InputElement key={element.id} element={element} isWaiting={state.waitsFor === element.id} onInput={onInput} />;
      default:
        return (
          <DataElement
            key={element.id}
            element={element}
            target={targets[element.id]?.over === element ? targets[element.id] : undefined}
          />
        );
    }
  };
  // The label of a button stands beside it.
  const ownLabels = new Set(state.elements.filter((e) => e.type === 'button').map(targetOf));
  const shown = state.elements.filter((e) => !(e.type === 'label' && ownLabels.has(e.id) && e.id.endsWith('-label')));
  return (
    <div class="application">
      {state.progress && (
        <label class="field">
          <span class="label">{state.progress.text || `${Math.round(state.progress.value * 100)} %`}</span>
          <progress max={1} value={state.progress.value} />
        </label>
      )}
      {shown.map(show)}
      {shown.length === 0 && !state.progress && <Empty>{t.runs.nothing}</Empty>}
    </div>
  );
}

export function targetOf(button: RunElement): string {
  const action = button.action as { success?: { target?: unknown } } | undefined;
  return typeof action?.success?.target === 'string' ? action.success.target : `${button.id}-label`;
}

const ownLabel = (button: RunElement, targets: Readonly<Record<string, TargetValue>>): string | null =>
  targetOf(button) === `${button.id}-label` ? (targets[`${button.id}-label`]?.text ?? '') : null;

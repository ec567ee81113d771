import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { describeError } from '../parts/notices.tsx';
import { formatSi } from '../measure/si.ts';
import { callFunction, type FunctionResult } from '../server/functions.ts';
import type { Run } from '../server/runs.ts';
import { ServerError } from '../server/http.ts';
import { targetOf, type TargetValue } from './Application.tsx';
import type { RunElement } from './RunState.ts';
import { stack } from './stacking.ts';

interface Action {
  readonly endpoint?: unknown;
  readonly success?: { readonly type?: unknown; readonly stacking?: unknown };
}

/** A button that calls a function string and gives the result to its target. */
export function ButtonElement({
  element,
  run,
  label,
  onResult,
}: {
  element: RunElement;
  /** The device and the circuit of the script are called; null for a record, whose buttons do nothing. */
  run: Run | null;
  label: string | null;
  onResult: (target: string, value: TargetValue) => void;
}): JSX.Element {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const action = (element.action ?? {}) as Action;
  const press = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const { result } = await callFunction(String(action.endpoint ?? ''), run!.device, undefined, run!.circuit);
      onResult(targetOf(element), toTargetValue(result, action));
    } catch (e) {
      setError(describeError(ServerError.from(e)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="push-row">
      <button type="button" class="button" disabled={isBusy || run === null} aria-busy={isBusy} onClick={() => void press()}>
        {String(element.label ?? element.name ?? '')}
      </button>
      {label !== null && <b role="status">{label}</b>}
      {error && (
        <span class="notice bad small" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}

/** `display_number` shows a number with its unit, `display` the result as it is, `update-plot` curves. */
export function toTargetValue(result: FunctionResult, action: Action): TargetValue {
  const kind = action.success?.type;
  if (kind === 'update-plot')
    return { series: stack(result.value, typeof action.success?.stacking === 'string' ? action.success.stacking : undefined) };
  if (kind === 'display_number' && typeof result.value === 'number') return { text: formatSi(result.value, result.unit) };
  if (kind === 'display' && typeof result.value === 'string') return { text: result.value };
  return { text: kind === 'display' && Array.isArray(result.value) ? JSON.stringify(result.value) : result.text };
}

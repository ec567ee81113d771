import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../app/store.ts';
import { callFunction, type FunctionResult } from '../server/functions.ts';
import { chosenDevice } from '../server/devices.ts';
import { ServerError } from '../server/http.ts';

export interface Calls {
  /** Null if the call failed; `error` says why. */
  readonly call: (text: string) => Promise<FunctionResult | null>;
  readonly error: ServerError | null;
  readonly warnings: readonly string[];
  /** Whether the device was made safe before the last call, so that its outputs were off. */
  readonly hasLostSettings: () => boolean;
  readonly isBusy: boolean;
}

/** Calls of one panel, cancelled when it closes or another device is chosen. */
export function useCalls(): Calls {
  const device = useStore(chosenDevice);
  const [state, setState] = useState<{ error: ServerError | null; warnings: readonly string[]; running: number }>({
    error: null,
    warnings: [],
    running: 0,
  });
  const stop = useRef(new AbortController());
  const hasLost = useRef(false);
  useEffect(() => {
    stop.current = new AbortController();
    return () => stop.current.abort();
  }, [device]);
  const call = useCallback(
    async (text: string): Promise<FunctionResult | null> => {
      const { signal } = stop.current;
      setState((old) => ({ ...old, running: old.running + 1 }));
      try {
        const { result, notice, hasLostSettings } = await callFunction(text, device, signal);
        hasLost.current = hasLostSettings;
        const warnings = [...(notice ? [notice] : []), ...(result.warnings ?? [])];
        setState((old) => ({ error: null, warnings, running: old.running - 1 }));
        return result;
      } catch (error) {
        const shown = signal.aborted ? null : ServerError.from(error);
        setState((old) => ({ error: shown, warnings: [], running: old.running - 1 }));
        return null;
      }
    },
    [device],
  );
  return { call, error: state.error, warnings: state.warnings, hasLostSettings: () => hasLost.current, isBusy: state.running > 0 };
}

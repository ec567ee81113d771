import { useCallback, useState } from 'preact/hooks';
import { chosenDevice, devices } from '../server/devices.ts';
import { ServerError } from '../server/http.ts';
import { isOver, type Run, sendInput, startRun, stopRun } from '../server/runs.ts';
import type { RunState } from '../run/RunState.ts';
import { useRun } from '../run/useRun.ts';

export interface Runner {
  readonly run: Run | null;
  readonly state: RunState;
  readonly isConnected: boolean;
  readonly isRunning: boolean;
  readonly isStarting: boolean;
  readonly error: ServerError | null;
  readonly start: (script: string, circuit: string | null) => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly input: ((id: string, value: unknown) => Promise<void>) | null;
}

/** Starts scripts on the chosen device and follows them. */
export function useRunner(): Runner {
  const [run, setRun] = useState<Run | null>(null);
  const [isStarting, setStarting] = useState(false);
  const [error, setError] = useState<ServerError | null>(null);
  const { state, isConnected } = useRun(run?.id ?? null);
  const isRunning = run !== null && !(state.status !== null && isOver(state.status));
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setError(null);
    try {
      await work();
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  const start = useCallback(async (script: string, circuit: string | null) => {
    setStarting(true);
    const device = devices.get().find((d) => d.name === chosenDevice.get());
    // What is connected to a real device does not change by a request.
    await attempt(async () => setRun(await startRun(script, chosenDevice.get(), device?.is_virtual === false ? null : circuit)));
    setStarting(false);
  }, []);
  const id = run?.id;
  return {
    run,
    state,
    isConnected,
    isRunning,
    isStarting,
    error,
    start,
    stop: () => attempt(() => stopRun(id!)),
    input: isRunning && id ? async (element, value) => void (await sendInput(id, element, value)) : null,
  };
}

import { createTabStore } from '../../app/tabStore.ts';
import { createStore } from '../../app/store.ts';
import { callFunction } from '../../server/functions.ts';
import { ServerError } from '../../server/http.ts';

export interface LogRow {
  readonly time: number;
  readonly values: readonly (number | null)[];
}

export interface Log {
  /** When the recording began, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly device: string;
  readonly signals: readonly string[];
  readonly units: readonly string[];
  readonly rows: readonly LogRow[];
}

const mostRows = 20_000;

/** The log outlives the page that shows it: it goes on while the user is elsewhere, and its rows survive a reload. */
export const log = createTabStore<Log | null>('log', null);
export const isRecording = createStore(false);
export const logError = createStore<ServerError | null>(null);

let timer = 0;

// A sign-out forgets the log, also while it is recorded.
log.subscribe(() => log.get() === null && stopLog());

export function startLog(device: string, signals: readonly string[], interval: number): void {
  stopLog();
  isRecording.set(true);
  const startedAt = Date.now();
  log.set({ startedAt, device, signals, units: [], rows: [] });
  let count = 0;
  const next = async (): Promise<void> => {
    const time = (Date.now() - startedAt) / 1000;
    const values: (number | null)[] = [],
      units: string[] = [];
    for (const text of signals) {
      const result = await callFunction(text, device).then(
        (call) => (logError.set(null), call.result),
        (e: unknown) => (logError.set(ServerError.from(e)), null),
      );
      values.push(typeof result?.value === 'number' ? result.value : null);
      units.push(result?.unit ?? log.get()?.units[units.length] ?? '');
    }
    const now = log.get();
    if (!isRecording.get() || now?.startedAt !== startedAt) return;
    log.set({ ...now, units, rows: [...now.rows.slice(-mostRows + 1), { time, values }] });
    count++;
    // Each reading has its own place in time, so a slow one does not delay all later ones.
    timer = window.setTimeout(next, Math.max(0, startedAt + count * interval * 1000 - Date.now()));
  };
  void next();
}

export function stopLog(): void {
  clearTimeout(timer);
  isRecording.set(false);
}

addEventListener('beforeunload', (event) => {
  if (isRecording.get()) event.preventDefault();
});

import { createTabStore } from '../../app/tabStore.ts';
import { createStore } from '../../app/store.ts';
import { callFunction } from '../../server/functions.ts';
import { ServerError } from '../../server/http.ts';
import { type LogReading, toReadings } from './readings.ts';

export interface LogRow {
  readonly time: number;
  /** By the columns of the log. A column that came later is missing in earlier rows. */
  readonly values: readonly (number | null)[];
}

export interface LogColumn {
  readonly label: string;
  readonly unit: string;
}

export interface Log {
  /** When the recording began, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly device: string;
  readonly columns: readonly LogColumn[];
  readonly rows: readonly LogRow[];
}

const mostRows = 20_000;

/** The log outlives the page that shows it: it goes on while the user is elsewhere, and its rows survive a reload. */
export const log = createTabStore<Log | null>('data-log', null);
export const isRecording = createStore(false);
export const logError = createStore<ServerError | null>(null);
/** The functions whose results are no single numbers, so that they cannot be recorded. */
export const unrecordable = createStore<readonly string[]>([]);

let timer = 0;

// A sign-out forgets the log, also while it is recorded.
log.subscribe(() => log.get() === null && stopLog());

export function startLog(device: string, signals: readonly string[], interval: number): void {
  stopLog();
  isRecording.set(true);
  logError.set(null);
  unrecordable.set([]);
  const startedAt = Date.now();
  log.set({ startedAt, device, columns: [], rows: [] });
  let count = 0;
  const next = async (): Promise<void> => {
    const time = (Date.now() - startedAt) / 1000;
    const readings: LogReading[] = [];
    for (const text of signals) {
      if (unrecordable.get().includes(text)) continue;
      const result = await callFunction(text, device).then(
        (call) => (logError.set(null), call.result),
        (e: unknown) => (logError.set(ServerError.from(e)), null),
      );
      if (!isRecording.get() || log.get()?.startedAt !== startedAt) return;
      const found = result && toReadings(text, result);
      if (found) readings.push(...found);
      else if (result) unrecordable.set([...unrecordable.get(), text]);
    }
    if (unrecordable.get().length === signals.length) return stopLog();
    log.set(addRow(log.get()!, time, readings));
    count++;
    // Each reading has its own place in time, so a slow one does not delay all later ones.
    timer = window.setTimeout(next, Math.max(0, startedAt + count * interval * 1000 - Date.now()));
  };
  void next();
}

/** Adds a row. A label that is new becomes a column. */
export function addRow(old: Log, time: number, readings: readonly LogReading[]): Log {
  const added = readings.filter(({ label }) => !old.columns.some((c) => c.label === label));
  const columns = [...old.columns, ...added.map(({ label, unit }) => ({ label, unit }))];
  const values = columns.map(({ label }) => readings.find((r) => r.label === label)?.value ?? null);
  return { ...old, columns, rows: [...old.rows.slice(-mostRows + 1), { time, values }] };
}

export function stopLog(): void {
  clearTimeout(timer);
  isRecording.set(false);
}

globalThis.addEventListener?.('beforeunload', (event) => {
  if (isRecording.get()) event.preventDefault();
});

import type { FunctionResult } from '../../server/functions.ts';

/** One number of a result, which becomes one signal of the log. */
export interface LogReading {
  /** The function string, and for a result of several values the name of this one. */
  readonly label: string;
  readonly unit: string;
  /** Null if there is no value now, for example where a range was exceeded. */
  readonly value: number | null;
}

/** A number, or the numbers of a tuple or of named values, one signal each. Null if the result has no single numbers, such as a curve. */
export function toReadings(text: string, result: FunctionResult): LogReading[] | null {
  if (result.shape === 'number' || result.shape === 'flag')
    return [{ label: text, unit: result.unit ?? '', value: toNumber(result.value) ?? null }];
  if (result.shape !== 'tuple' && result.shape !== 'named') return null;
  const all = result.value as readonly unknown[] | Readonly<Record<string, unknown>> | null;
  const readings = (result.columns ?? []).flatMap(({ name, unit }, i) => {
    const value = toNumber(Array.isArray(all) ? all[i] : (all as Readonly<Record<string, unknown>> | null)?.[name]);
    return value === undefined ? [] : [{ label: `${text} ${name}`, unit: unit ?? '', value }];
  });
  return readings.length === 0 ? null : readings;
}

/** Undefined for what is no number, such as a list. */
function toNumber(value: unknown): number | null | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === null || value === undefined ? null : undefined;
}

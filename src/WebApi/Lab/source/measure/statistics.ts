/** What an oscilloscope measures on one trace. */
export interface Measurements {
  readonly min: number;
  readonly max: number;
  readonly vpp: number;
  readonly mean: number;
  readonly rms: number;
  /** Null if the trace has less than one whole period. */
  readonly frequency: number | null;
  /** The part of a period above the middle, 0 to 1. */
  readonly duty: number | null;
}

type Samples = ArrayLike<number>;

/** @param dx seconds between two samples */
export function measure(samples: Samples, dx: number): Measurements | null {
  if (samples.length === 0) return null;
  let min = Infinity,
    max = -Infinity,
    sum = 0,
    squares = 0;
  for (let i = 0; i < samples.length; i++) {
    const y = samples[i]!;
    if (y < min) min = y;
    if (y > max) max = y;
    sum += y;
    squares += y * y;
  }
  const mean = sum / samples.length;
  const period = findPeriod(samples, (min + max) / 2, (max - min) * 0.1);
  return {
    min,
    max,
    vpp: max - min,
    mean,
    rms: Math.sqrt(squares / samples.length),
    frequency: period && dx > 0 ? 1 / (period.length * dx) : null,
    duty: period ? period.high / period.length : null,
  };
}

export interface Crossing {
  /** A fraction of an index, between two samples. */
  readonly at: number;
  readonly rising: boolean;
}

/** Where a trace crosses a level. It must leave a band around the level before the next crossing counts, so noise does not. */
export function findCrossings(samples: Samples, level: number, hysteresis: number): Crossing[] {
  const crossings: Crossing[] = [];
  let state = 0,
    last = -1;
  for (let i = 0; i < samples.length; i++) {
    const y = samples[i]!;
    if (i > 0 && (samples[i - 1]! - level) * (y - level) <= 0 && samples[i - 1] !== y)
      last = i - 1 + (level - samples[i - 1]!) / (y - samples[i - 1]!);
    const next = y > level + hysteresis ? 1 : y < level - hysteresis ? -1 : state;
    if (next !== state && state !== 0) crossings.push({ at: last < 0 ? i : last, rising: next > 0 });
    state = next;
  }
  return crossings;
}

function findPeriod(samples: Samples, level: number, hysteresis: number): { length: number; high: number } | null {
  if (hysteresis <= 0) return null;
  const crossings = findCrossings(samples, level, hysteresis);
  const first = crossings[0];
  if (!first || crossings.length < 3) return null;
  const same = crossings.filter((c) => c.rising === first.rising);
  const end = same[same.length - 1]!;
  const periods = same.length - 1;
  const mean = (end.at - first.at) / periods;
  const spread = same.slice(1).reduce((sum, c, i) => sum + Math.abs(c.at - same[i]!.at - mean), 0) / periods;
  // The crossings of noise are not evenly spaced.
  if (spread > 0.2 * mean) return null;
  let high = 0;
  for (let i = 0; i + 1 < crossings.length && crossings[i]!.at < end.at; i++)
    if (crossings[i]!.rising) high += crossings[i + 1]!.at - crossings[i]!.at;
  return { length: (end.at - first.at) / periods, high: high / periods };
}

import { fitSine, toDegrees } from '../measure/sineFit.ts';
import type { Calls } from './useCalls.ts';

export interface BodePoint {
  readonly frequency: number;
  /** dB */
  readonly gain: number;
  /** Degrees, CH2 against CH1. */
  readonly phase: number;
}

const samples = 1000,
  periods = 8,
  settlingPeriods = 3;

/** Below this gain (dB) nothing but noise arrives at CH2. */
const lowestGain = -40;

const attempts = 3;

/**
 * A point that no other user disturbed. Another user's turn between setting the sine and the capture switches the sine off, so such a point
 * is measured again.
 * @returns 'disturbed' if that happened each time
 */
export async function measurePoint(
  wanted: number,
  calls: Pick<Calls, 'call' | 'hasLostSettings'>,
): Promise<BodePoint | 'disturbed' | null> {
  for (let i = 0; i < attempts; i++) {
    const point = await measureOnce(wanted, calls.call);
    if (!point || !calls.hasLostSettings()) return point;
  }
  return 'disturbed';
}

/** Sets the sine, waits until the circuit follows, and compares both channels at that frequency. */
async function measureOnce(wanted: number, call: Calls['call']): Promise<BodePoint | null> {
  if (!(await call("select_range('CH1', 4)")) || !(await call("select_range('CH2', 4)"))) return null;
  const set = await call(`set_sine1(${wanted.toFixed(3)})`);
  if (!set) return null;
  const frequency = typeof set.value === 'number' ? set.value : wanted;
  await new Promise((resolve) => setTimeout(resolve, Math.min(1000, (settlingPeriods / frequency) * 1000)));
  const gap = Math.min(8191, Math.max(0.875, Math.round((periods / frequency / samples) * 1e6 * 8) / 8));
  const capture = await call(`capture2(${samples}, ${gap})`);
  if (!capture) return null;
  const [, input = [], output = []] = capture.value as number[][];
  const a = fitSine(input, gap / 1e6, frequency),
    b = fitSine(output, gap / 1e6, frequency);
  return { frequency, gain: 20 * Math.log10(b.amplitude / a.amplitude), phase: toDegrees(b.phase - a.phase) };
}

/** Where the gain falls (or rises) through 3 dB below its highest value, between two points on the logarithmic axis; null if nowhere. */
export function findCutoff(points: readonly BodePoint[]): number | null {
  if (points.length < 3) return null;
  const top = Math.max(...points.map((p) => p.gain));
  if (top < lowestGain) return null;
  const level = top - 3;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1]!,
      b = points[i]!;
    if ((a.gain - level) * (b.gain - level) > 0 || a.gain === b.gain) continue;
    return a.frequency * (b.frequency / a.frequency) ** ((a.gain - level) / (a.gain - b.gain));
  }
  return null;
}

/** Phases without steps of a whole turn between neighbours. */
export function unwrap(phases: readonly number[]): number[] {
  let turns = 0;
  return phases.map((phase, i) => {
    if (i > 0) turns -= Math.round((phase - phases[i - 1]!) / 360);
    return phase + turns * 360;
  });
}

import { findCrossings } from './statistics.ts';

export interface TriggerSettings {
  readonly level: number;
  readonly edge: 'rising' | 'falling';
}

/**
 * The index (with its fraction) at which a trace meets the trigger. The search leaves `before` samples before it and `after` samples behind
 * it, so that a whole screen remains.
 * @returns null if the trace has no such edge
 */
export function findTrigger(samples: ArrayLike<number>, trigger: TriggerSettings, before: number, after: number): number | null {
  let min = Infinity,
    max = -Infinity;
  for (let i = 0; i < samples.length; i++) {
    min = Math.min(min, samples[i]!);
    max = Math.max(max, samples[i]!);
  }
  const crossings = findCrossings(samples, trigger.level, (max - min) * 0.03);
  const found = crossings.find((c) => c.rising === (trigger.edge === 'rising') && c.at >= before && c.at <= samples.length - 1 - after);
  return found?.at ?? null;
}

import { findTrigger } from '../../measure/trigger.ts';
import type { ChannelName } from './settings.ts';
import { divisions, type ScopeSettings, triggerPosition } from './settings.ts';

/** What one capture shows. */
export interface Trace {
  /** Seconds between two samples. */
  readonly dx: number;
  readonly channels: ReadonlyMap<ChannelName, ArrayLike<number>>;
  readonly clipped: readonly ChannelName[];
  /** The ranges of CH1 and CH2 in volts, as the server answered them. */
  readonly ranges: ReadonlyMap<ChannelName, number>;
  /** The (fractional) index at the left edge of the screen. */
  readonly start: number;
  readonly isTriggered: boolean;
}

/** Finds the trigger and puts it to its place on the screen. Without one, the screen begins with the first sample. */
export function alignTrace(
  settings: ScopeSettings,
  dx: number,
  channels: ReadonlyMap<ChannelName, ArrayLike<number>>,
  clipped: readonly ChannelName[],
  ranges: ReadonlyMap<ChannelName, number> = new Map(),
): Trace {
  const width = (divisions.x * settings.secondsPerDivision) / dx;
  const before = width * triggerPosition(settings.trigger);
  const source = channels.get(settings.trigger.source);
  const found = settings.mode === 'roll' || !source ? null : findTrigger(source, settings.trigger, before, width - before - 1);
  return { dx, channels, clipped, ranges, start: found === null ? 0 : found - before, isTriggered: found !== null };
}

/** The part of a channel that is on the screen, for measurements. */
export function visible(trace: Trace, settings: ScopeSettings, name: ChannelName): ArrayLike<number> {
  const samples = trace.channels.get(name) ?? [];
  const from = Math.max(0, Math.floor(trace.start));
  const to = Math.ceil(trace.start + (divisions.x * settings.secondsPerDivision) / trace.dx) + 1;
  return Array.prototype.slice.call(samples, from, Math.min(samples.length, to)) as number[];
}

import { findTrigger } from '../measure/trigger.ts';
import type { Series } from '../run/stacking.ts';
import type { Frame } from '../server/frames.ts';

/**
 * One screen of a capture of the oscilloscope, from a rising edge of its first channel through the middle of its range, so that a periodic
 * signal stands still. A capture is two screens long, because its user's page searches the trigger itself.
 */
export function fromTrigger(frame: Frame): Series[] {
  const first = frame.channels[0]?.samples ?? new Float32Array();
  const width = Math.floor(first.length / 2);
  const level = (Math.min(...first) + Math.max(...first)) / 2;
  const start = Math.round(findTrigger(first, { level, edge: 'rising' }, 0, width) ?? 0);
  return frame.channels.map(({ samples }) => ({
    x: Array.from({ length: width }, (_, i) => i * frame.dx),
    y: Array.from(samples.subarray(start, start + width)),
  }));
}

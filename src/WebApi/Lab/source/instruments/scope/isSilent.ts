import { measure } from '../../measure/statistics.ts';
import { activeChannels, ranges, rangeFor, type ScopeSettings } from './settings.ts';
import { type Trace, visible } from './Trace.ts';

/** The board has 10 bits when it records several inputs, and its noise is a few steps. */
const steps = 1024,
  noiseSteps = 6;

/** Whether no channel shows a signal: each is flat within the noise of its range, and near zero. */
export function isSilent(trace: Trace, settings: ScopeSettings): boolean {
  const names = activeChannels(settings);
  return (
    names.length > 0 &&
    names.every((name) => {
      const m = measure(visible(trace, settings, name), trace.dx);
      const range = trace.ranges.get(name) ?? (name === 'CH1' || name === 'CH2' ? rangeFor(settings.channels[name]) : ranges[4]!);
      const noise = (noiseSteps * 2 * range) / steps;
      return m !== null && m.vpp <= noise && Math.abs(m.mean) <= noise;
    })
  );
}

import { planCapture } from './plan.ts';
import { activeChannels, type ScopeSettings, streamedRange } from './settings.ts';

/** The trigger is found by the page, so that what precedes it is seen too. Null if there is nothing to record. */
export function toStreamSettings(settings: ScopeSettings): object | null {
  const { observable } = settings;
  const active = activeChannels(settings);
  if (active.length === 0) return null;
  if (settings.mode === 'roll') return { instrument: 'meter', channels: active, observable };
  const plan = planCapture(settings)!;
  const ranged = (['CH1', 'CH2'] as const).filter((name) => plan.channels.includes(name));
  return {
    instrument: 'scope',
    channels: plan.channels,
    samples: plan.samples,
    timegap: plan.gap * 1e6,
    ranges: Object.fromEntries(ranged.map((name) => [name, streamedRange(settings, name)])),
    points: plan.samples,
    observable,
  };
}

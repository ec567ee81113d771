import { activeChannels, type ChannelName, divisions, type ScopeSettings } from './settings.ts';

/** What is recorded for a screen. */
export interface CapturePlan {
  readonly channels: readonly ChannelName[];
  /** Seconds between two samples. */
  readonly gap: number;
  readonly samples: number;
}

/** By the number of inputs that the board records at once: one, an input with CH2, or all four. The gaps are in microseconds. */
const limits = { 1: { gap: 0.5, samples: 2000 }, 2: { gap: 0.875, samples: 1200 }, 4: { gap: 1.75, samples: 1000 } } as const;

/**
 * Twice the width of the screen is recorded, so that a whole screen remains wherever in the first period the trigger is. Rounding down the
 * number of samples keeps a capture within the 2 s that the server allows.
 */
export function planCapture(settings: ScopeSettings): CapturePlan | null {
  const active = activeChannels(settings);
  if (active.length === 0) return null;
  const channels = [...new Set([...active, settings.trigger.source])];
  const limit = limits[channels.length === 1 ? 1 : channels.length === 2 && channels.includes('CH2') ? 2 : 4];
  const span = 2 * divisions.x * settings.secondsPerDivision * 1e6;
  const gap = Math.min(8191, Math.max(limit.gap, Math.ceil((span / limit.samples) * 8) / 8));
  const samples = Math.max(10, Math.min(limit.samples, Math.floor(span / gap)));
  return { channels, gap: gap / 1e6, samples };
}

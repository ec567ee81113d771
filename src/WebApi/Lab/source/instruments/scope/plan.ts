import { activeChannels, type ChannelName, divisions, type ScopeSettings } from './settings.ts';

/** The function that records what a screen needs, and which column is which channel. */
export interface CapturePlan {
  readonly call: string;
  readonly columns: readonly ChannelName[];
  /** Seconds between two samples. */
  readonly gap: number;
  readonly samples: number;
}

const limits = { 1: { gap: 0.5, samples: 2000 }, 2: { gap: 0.875, samples: 1200 }, 4: { gap: 1.75, samples: 1000 } } as const;

/**
 * Twice the width of the screen is recorded, so that the trigger can be in the middle of a whole screen wherever it is in the first
 * period. Trigger source included, the board records one input, an input with CH2, or all four.
 */
export function planCapture(settings: ScopeSettings): CapturePlan | null {
  const active = activeChannels(settings);
  if (active.length === 0) return null;
  const needed = new Set(settings.mode === 'roll' ? active : [...active, settings.trigger.source]);
  const names = [...needed];
  const single = names.length === 1;
  const pair = names.length === 2 && needed.has('CH2');
  const kind = single ? 1 : pair ? 2 : 4;
  const limit = limits[kind];
  const span = 2 * divisions.x * settings.secondsPerDivision * 1e6;
  const gap = Math.min(8191, Math.max(limit.gap, Math.ceil((span / limit.samples) * 8) / 8));
  const samples = Math.max(10, Math.min(limit.samples, Math.ceil(span / gap)));
  const other = names.find((name) => name !== 'CH2') ?? 'CH1';
  const call = single
    ? `capture1('${names[0]}', ${samples}, ${gap})`
    : pair
      ? `capture2(${samples}, ${gap}, '${other}')`
      : `capture4(${samples}, ${gap})`;
  const columns: ChannelName[] = single ? names : pair ? [other, 'CH2'] : ['CH1', 'CH2', 'CH3', 'MIC'];
  return { call, columns, gap: gap / 1e6, samples };
}

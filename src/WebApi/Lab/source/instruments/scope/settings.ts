import { stepsOf125 } from '../../measure/steps.ts';
import type { WindowName } from '../../measure/fft.ts';

export const channelNames = ['CH1', 'CH2', 'CH3', 'MIC'] as const;
export type ChannelName = (typeof channelNames)[number];

/** The screen: ten divisions of time, eight of voltage. */
export const divisions = { x: 10, y: 8 };

export interface ChannelSettings {
  readonly on: boolean;
  readonly voltsPerDivision: number;
  /** Divisions from the middle. */
  readonly position: number;
  /** The range of the input: by the scale, by the signal, or in volts. Only CH1 and CH2 have ranges. */
  readonly range?: RangeChoice;
}

export type RangeChoice = 'scale' | 'auto' | number;

export type ScopeMode = 'auto' | 'normal' | 'single' | 'roll';

export interface TriggerChoice {
  readonly source: ChannelName;
  readonly level: number;
  readonly edge: 'rising' | 'falling';
  /** Where the edge stands on the screen, from 0 at the left to 1. */
  readonly position?: number;
}

export const triggerPosition = (trigger: TriggerChoice): number => trigger.position ?? 0.5;

/** The seconds from the trigger to a place on the screen, in divisions from the left; in roll mode from the left edge. */
export const toTime = ({ mode, trigger, secondsPerDivision }: ScopeSettings, at: number): number =>
  (at - (mode === 'roll' ? 0 : divisions.x * triggerPosition(trigger))) * secondsPerDivision;

export interface ScopeSettings {
  readonly channels: Readonly<Record<ChannelName, ChannelSettings>>;
  readonly secondsPerDivision: number;
  readonly mode: ScopeMode;
  readonly trigger: TriggerChoice;
  readonly view: 'time' | 'xy' | 'spectrum';
  readonly window: WindowName;
  readonly persistence: boolean;
  readonly cursors: 'off' | 'time' | 'voltage';
  /** Divisions from the left (time) or from the middle (voltage). */
  readonly cursorA: number;
  readonly cursorB: number;
  /** Whether others may watch. */
  readonly observable: boolean;
}

const channel = (on: boolean, position: number): ChannelSettings => ({ on, voltsPerDivision: 1, position });

export const defaults: ScopeSettings = {
  channels: { CH1: channel(true, 0), CH2: channel(false, 0), CH3: channel(false, 0), MIC: channel(false, 0) },
  secondsPerDivision: 0.001,
  mode: 'auto',
  trigger: { source: 'CH1', level: 0, edge: 'rising' },
  view: 'time',
  window: 'hann',
  persistence: false,
  cursors: 'off',
  cursorA: 2,
  cursorB: 8,
  observable: true,
};

/** Two screens of the longest step are the 2 s of the server's longest capture. */
export const timeSteps = stepsOf125(5e-6, 0.1);
export const rollSteps = stepsOf125(0.2, 60);
export const voltSteps = stepsOf125(0.01, 5);

/** The ranges of CH1 and CH2, in volts. */
export const ranges = [0.5, 1, 1.5, 2, 3, 4, 8, 16];

/** The smallest range that holds what the screen can show of a channel. */
export function rangeFor(settings: ChannelSettings): number {
  const reach = (divisions.y / 2 + Math.abs(settings.position)) * settings.voltsPerDivision;
  return ranges.find((r) => r >= reach * 0.999) ?? 16;
}

/** What the stream is asked for. The trigger's source follows its signal if it is not shown. */
export function streamedRange(settings: ScopeSettings, name: 'CH1' | 'CH2'): number | 'auto' {
  const channel = settings.channels[name];
  if (!channel.on || channel.range === 'auto') return 'auto';
  return typeof channel.range === 'number' ? channel.range : rangeFor(channel);
}

export const activeChannels = (settings: ScopeSettings): ChannelName[] => channelNames.filter((name) => settings.channels[name].on);

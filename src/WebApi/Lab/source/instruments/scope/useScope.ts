import { useEffect, useRef, useState } from 'preact/hooks';
import { createStore, type Store, useStore } from '../../app/store.ts';
import { chosenDevice } from '../../server/devices.ts';
import type { Frame } from '../../server/frames.ts';
import { type LiveStatus, useDeviceStream } from '../useDeviceStream.ts';
import { RollRecorder } from './RollRecorder.ts';
import { activeChannels, type ChannelName, type ScopeSettings } from './settings.ts';
import { toStreamSettings } from './streamSettings.ts';
import { alignTrace, type Trace } from './Trace.ts';

/** Digits that change more often cannot be read. */
const readingsPause = 250;

export interface Scope {
  /** The newest trace. Screens draw it without rendering the page. */
  readonly trace: Store<Trace | null>;
  /** The newest trace at most four times a second, for what people read. */
  readonly shown: Trace | null;
  /** Whether the last capture had the trigger's edge, also one that the mode does not show. */
  readonly isTriggered: boolean;
  readonly framesPerSecond: number;
  readonly live: LiveStatus;
}

/** Records by the live stream while `isRunning`. `onEnd` is called after a single capture, and when the server ends the stream. */
export function useScope(settings: ScopeSettings, isRunning: boolean, onEnd: () => void): Scope {
  const device = useStore(chosenDevice);
  const [trace] = useState(() => createStore<Trace | null>(null));
  const [shown, setShown] = useState<{ trace: Trace | null; isTriggered: boolean; rate: number }>({
    trace: null,
    isTriggered: false,
    rate: 0,
  });
  const latest = useRef(settings);
  latest.current = settings;
  const roll = useRef(new RollRecorder());
  const counter = useRef({ frames: 0, since: 0 });
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    trace.set(null);
    roll.current = new RollRecorder();
    counter.current = { frames: 0, since: performance.now() };
    setShown({ trace: null, isTriggered: false, rate: 0 });
  }, [device]);

  const onFrame = (frame: Frame): void => {
    const now = latest.current;
    const next = toTrace(now, frame, roll.current);
    if (!next) return;
    const isHeldBack = !next.isTriggered && (now.mode === 'normal' || now.mode === 'single');
    if (!isHeldBack) {
      trace.set(next);
      counter.current.frames++;
    }
    const passed = performance.now() - counter.current.since;
    if (passed >= readingsPause || (now.mode === 'single' && !isHeldBack)) {
      const rate = (counter.current.frames * 1000) / passed;
      counter.current = { frames: 0, since: performance.now() };
      setShown((old) => ({
        trace: trace.get(),
        isTriggered: next.isTriggered,
        rate: old.rate === 0 ? rate : old.rate * 0.6 + rate * 0.4,
      }));
    }
    if (now.mode === 'single' && !isHeldBack) end.current();
  };
  const live = useDeviceStream(toStreamSettings(settings), isRunning, onFrame, () => end.current());
  return { trace, shown: shown.trace, isTriggered: shown.isTriggered, framesPerSecond: shown.rate, live };
}

/** Null for a frame of other settings, which was on its way when they changed. */
function toTrace(settings: ScopeSettings, frame: Frame, roll: RollRecorder): Trace | null {
  const isRoll = settings.mode === 'roll';
  const isSingleReading = frame.channels[0]?.samples.length === 1;
  const names = new Set(frame.channels.map((c) => c.name));
  if (isRoll !== isSingleReading || !activeChannels(settings).every((name) => names.has(name))) return null;
  if (isRoll) return roll.add(settings, frame);
  const channels = new Map(frame.channels.map((c) => [c.name as ChannelName, c.samples]));
  const clipped = frame.channels.filter((c) => c.clipped).map((c) => c.name as ChannelName);
  const ranges = new Map(frame.channels.flatMap((c) => (c.range === null ? [] : [[c.name as ChannelName, c.range] as const])));
  return alignTrace(settings, frame.dx, channels, clipped, ranges);
}

import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { chosenDevice } from '../../server/devices.ts';
import { ServerError } from '../../server/http.ts';
import { DeviceStream, isStreamMissing, type StreamMessage } from '../../server/stream.ts';
import { HttpCaptures } from './acquire.ts';
import { planCapture } from './plan.ts';
import { activeChannels, type ChannelName, rangeFor, type ScopeSettings } from './settings.ts';
import { alignTrace, type Trace } from './Trace.ts';

const longestStreamed = 0.1;

export interface Scope {
  readonly trace: Trace | null;
  readonly error: ServerError | null;
  readonly framesPerSecond: number;
  readonly isLive: boolean;
}

/** Records while `isRunning`, by the live stream or else by calls over HTTP. `onEnd` is called after a single capture. */
export function useScope(settings: ScopeSettings, isRunning: boolean, onEnd: () => void): Scope {
  const device = useStore(chosenDevice);
  const [scope, setScope] = useState<Scope>({ trace: null, error: null, framesPerSecond: 0, isLive: false });
  const latest = useRef(settings);
  latest.current = settings;
  // A rolling trace is single values over minutes; a capture of the stream lasts at most 2 s, and two screens are recorded.
  const usesCalls = settings.mode === 'roll' || settings.secondsPerDivision > longestStreamed;
  const stream = useRef<DeviceStream | null>(null);

  useEffect(() => {
    if (!isRunning || device === '') return;
    const stop = new AbortController();
    let last = performance.now(),
      rate = 0;
    const show = (trace: Trace | null, isLive: boolean): void => {
      const { mode } = latest.current;
      if (!trace || (!trace.isTriggered && (mode === 'normal' || mode === 'single'))) return;
      const now = performance.now();
      rate = rate * 0.8 + (1000 / Math.max(1, now - last)) * 0.2;
      last = now;
      setScope({ trace, error: null, framesPerSecond: rate, isLive });
      if (mode === 'single') onEnd();
    };
    const fail = (error: ServerError): void => setScope((old) => ({ ...old, error }));
    const byHttp = async (): Promise<void> => {
      const captures = new HttpCaptures();
      while (!stop.signal.aborted) {
        try {
          if (!document.hidden) show(await captures.capture(latest.current, stop.signal), false);
          await pause(document.hidden ? 500 : 15);
        } catch (error) {
          if (stop.signal.aborted) return;
          fail(ServerError.from(error));
          await pause(1500);
        }
      }
    };
    if (usesCalls || isStreamMissing('stream')) void byHttp();
    else {
      stream.current = new DeviceStream(device, 'stream', {
        onFrame: (frame) => {
          const channels = new Map(frame.channels.map((c) => [c.name as ChannelName, c.samples]));
          const clipped = frame.channels.filter((c) => c.clipped).map((c) => c.name as ChannelName);
          show(alignTrace(latest.current, frame.dx, channels, clipped), true);
        },
        onMessage: (message: StreamMessage) =>
          message.type === 'error' && fail(new ServerError(String(message.message ?? message.detail), 0, String(message.code ?? ''))),
        onUnavailable: () => void byHttp(),
      });
      stream.current.send(toStreamSettings(latest.current));
    }
    return () => {
      stop.abort();
      stream.current?.close();
      stream.current = null;
    };
  }, [isRunning, device, usesCalls]);

  const wanted = JSON.stringify(toStreamSettings(settings));
  useEffect(() => stream.current?.send(JSON.parse(wanted) as object), [wanted]);
  return scope;
}

/** The trigger is found by the page, so that what precedes it is seen too. */
function toStreamSettings(settings: ScopeSettings): object {
  const plan = planCapture(settings);
  const channels = [...new Set([...activeChannels(settings), ...(settings.mode === 'roll' ? [] : [settings.trigger.source])])];
  const ranges = Object.fromEntries(
    activeChannels(settings)
      .filter((c) => c === 'CH1' || c === 'CH2')
      .map((c) => [c, rangeFor(settings.channels[c])]),
  );
  const samples = plan?.samples ?? 1000;
  return {
    instrument: 'scope',
    channels,
    samples,
    timegap: (plan?.gap ?? 1e-5) * 1e6,
    trigger: null,
    ranges,
    mode: 'auto',
    points: samples,
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

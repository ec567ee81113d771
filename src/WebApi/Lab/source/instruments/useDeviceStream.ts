import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../app/store.ts';
import { chosenDevice } from '../server/devices.ts';
import type { Frame } from '../server/frames.ts';
import { ServerError } from '../server/http.ts';
import { DeviceStream, type StreamMessage } from '../server/stream.ts';

export interface LiveStatus {
  readonly state: 'off' | 'connecting' | 'open' | 'refused';
  readonly error: ServerError | null;
  /** What happened to the settings, for example that another user called meanwhile. Shown until it is dismissed. */
  readonly notice: string | null;
  /** The place in the queue while a capture waits. */
  readonly queue: { readonly position: number; readonly seconds: number } | null;
  readonly dismiss: () => void;
}

const off = { state: 'off', error: null, notice: null, queue: null } as const;

/**
 * A live stream of the chosen device while `isRunning`. In a hidden tab it records nothing, because others wait for the device.
 * @param settings null if there is nothing to record
 * @param onEnd the server ended or refused the stream
 */
export function useDeviceStream(
  settings: object | null,
  isRunning: boolean,
  onFrame: (frame: Frame) => void,
  onEnd: () => void,
): LiveStatus {
  const device = useStore(chosenDevice);
  const [status, setStatus] = useState<Omit<LiveStatus, 'dismiss'>>(off);
  const stream = useRef<DeviceStream | null>(null);
  const wanted = JSON.stringify(settings ?? { channels: ['CH1'], mode: 'stop' });
  const latest = useRef({ onFrame, onEnd, wanted });
  latest.current = { onFrame, onEnd, wanted };

  useEffect(() => {
    if (!isRunning || device === '') return;
    const change = (part: Partial<LiveStatus>): void => setStatus((old) => ({ ...old, ...part }));
    const send = (): void => {
      const now = JSON.parse(latest.current.wanted) as object;
      stream.current?.send(document.hidden ? { ...now, mode: 'stop' } : now);
    };
    let hasTrouble = false;
    setStatus((old) => ({ ...off, state: 'connecting', notice: old.notice }));
    stream.current = new DeviceStream(device, 'stream', {
      onFrame: (frame) => {
        if (hasTrouble) change({ error: null, queue: null });
        hasTrouble = false;
        latest.current.onFrame(frame);
      },
      onMessage: (message) => {
        if (message.type === 'status' && message.status === 'open') return;
        hasTrouble = true;
        change(read(message));
        if (message.status === 'closed') latest.current.onEnd();
      },
      onConnected: (isConnected) => change({ state: isConnected ? 'open' : 'connecting', ...(isConnected ? { error: null } : {}) }),
      onRefused: (error) => {
        change({ state: 'refused', error });
        latest.current.onEnd();
      },
    });
    send();
    document.addEventListener('visibilitychange', send);
    return () => {
      document.removeEventListener('visibilitychange', send);
      stream.current?.close();
      stream.current = null;
      setStatus((old) => (old.state === 'refused' ? old : { ...off, error: old.error, notice: old.notice }));
    };
  }, [isRunning, device]);
  useEffect(() => {
    if (!document.hidden) stream.current?.send(JSON.parse(wanted) as object);
  }, [wanted]);
  return { ...status, dismiss: () => setStatus((old) => ({ ...old, notice: null })) };
}

function read(message: StreamMessage): Partial<LiveStatus> {
  if (message.type === 'queue')
    return { queue: { position: Number(message.position) || 0, seconds: (Number(message.expected_wait_ms) || 0) / 1000 } };
  if (message.type === 'error')
    return { error: new ServerError(message.message ?? '', 0, message.code ?? null, null, message.retry_after ?? null) };
  return message.message ? { notice: message.message } : {};
}

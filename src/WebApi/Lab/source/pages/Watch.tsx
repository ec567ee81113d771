import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { toTraces } from '../instruments/logic/record.ts';
import { LogicScreen } from '../instruments/logic/LogicScreen.tsx';
import { Empty, ErrorNotice } from '../parts/notices.tsx';
import { Plot } from '../parts/Plot.tsx';
import { Reading } from '../parts/Reading.tsx';
import { chosenDevice } from '../server/devices.ts';
import type { Frame } from '../server/frames.ts';
import type { ServerError } from '../server/http.ts';
import { DeviceStream } from '../server/stream.ts';
import { fill, t } from '../texts/index.ts';
import { fromTrigger } from './watchedTraces.ts';

/** A picture that changes more often flickers more than it tells. */
const picturePause = 100;

/** Shows what a device records for the users who stream from it. Nothing is sent to the device, and nothing in a hidden tab. */
export function Watch(_: RouteProps): JSX.Element {
  const device = useStore(chosenDevice);
  const [frame, setFrame] = useState<Frame | null>(null);
  const [error, setError] = useState<ServerError | null>(null);
  const last = useRef(0);
  useEffect(() => {
    if (device === '') return;
    let stream: DeviceStream | null = null;
    const follow = (): void => {
      stream?.close();
      stream = null;
      setFrame(null);
      setError(null);
      if (document.hidden) return;
      stream = new DeviceStream(device, 'watch', {
        onFrame: (next) => {
          if (performance.now() - last.current < picturePause) return;
          last.current = performance.now();
          setFrame(next);
        },
        onMessage: (message) => message.status === 'idle' && setFrame(null),
        onConnected: (isConnected) => isConnected || setFrame(null),
        onRefused: setError,
      });
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stream?.close();
    };
  }, [device]);
  return (
    <div class="stack">
      <h1>{t.watch.title}</h1>
      <p class="muted">{t.watch.about}</p>
      <ErrorNotice error={error} />
      {!frame ? (
        <Empty>{t.watch.waiting}</Empty>
      ) : (
        <section class="card stack tight">
          <h2>{fill(t.watch.by, { device })}</h2>
          <WatchedFrame frame={frame} />
        </section>
      )}
    </div>
  );
}

function WatchedFrame({ frame }: { frame: Frame }): JSX.Element {
  const unit = frame.channels[0]?.unit ?? '';
  if (frame.channels.every((c) => c.samples.length === 1))
    return (
      <div class="readings">
        {frame.channels.map((c) => (
          <div key={c.name}>
            <span class="small muted">{c.name}</span>
            <Reading value={c.samples[0]!} unit={c.unit} />
          </div>
        ))}
      </div>
    );
  if (unit === '')
    return (
      <LogicScreen
        traces={toTraces(frame)}
        decoded={[]}
        window={{ from: 0, to: (frame.channels[0]?.samples.length ?? 1) * frame.dx }}
        cursors={[null, null]}
        onWindow={() => undefined}
        onCursors={() => undefined}
      />
    );
  return (
    <Plot series={fromTrigger(frame)} names={frame.channels.map((c) => c.name)} xUnit="s" yUnit={unit} height={420} label={t.watch.title} />
  );
}

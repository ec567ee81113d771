import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { Empty } from '../parts/notices.tsx';
import { Plot } from '../parts/Plot.tsx';
import { chosenDevice } from '../server/devices.ts';
import type { Frame } from '../server/frames.ts';
import { DeviceStream } from '../server/stream.ts';
import { fill, t } from '../texts/index.ts';

/** Shows what a device records for whoever streams from it. Nothing is sent to the device. */
export function Watch(_: RouteProps): JSX.Element {
  const device = useStore(chosenDevice);
  const [frame, setFrame] = useState<Frame | null>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    if (device === '') return;
    setFrame(null);
    const stream = new DeviceStream(device, 'watch', { onFrame: setFrame, onUnavailable: () => setMissing(true) });
    return () => stream.close();
  }, [device]);
  const series =
    frame?.channels.map((c) => ({ x: Array.from(c.samples, (_, i) => frame.x0 + i * frame.dx), y: Array.from(c.samples) })) ?? [];
  return (
    <div class="stack">
      <h1>{t.watch.title}</h1>
      <p class="muted">{t.watch.about}</p>
      {isMissing ? (
        <Empty>{fill(t.notOffered, { what: t.watch.title })}</Empty>
      ) : !frame ? (
        <Empty>{t.watch.waiting}</Empty>
      ) : (
        <section class="card stack tight">
          <h2>{fill(t.watch.by, { device })}</h2>
          <Plot
            series={series}
            names={frame.channels.map((c) => c.name)}
            xUnit="s"
            yUnit={frame.channels[0]?.unit ?? 'V'}
            height={420}
            label={t.watch.title}
          />
        </section>
      )}
    </div>
  );
}

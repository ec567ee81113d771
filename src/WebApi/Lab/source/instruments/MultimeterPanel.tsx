import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { createTabStore } from '../app/tabStore.ts';
import { useRepeated } from '../app/useAsync.ts';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { useSaved } from '../app/useSaved.ts';
import { toCsv } from '../measure/csv.ts';
import { formatSi } from '../measure/si.ts';
import { download } from '../parts/download.ts';
import { CheckField, Segments, SelectField } from '../parts/fields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { CircuitPicture } from '../parts/CircuitPicture.tsx';
import { Plot } from '../parts/Plot.tsx';
import { Reading } from '../parts/Reading.tsx';
import { fill, t } from '../texts/index.ts';
import { CallNotices } from './CallNotices.tsx';
import { ConnectionText, StreamNotices } from './StreamStatus.tsx';
import { useCalls } from './useCalls.ts';
import { useDeviceStream } from './useDeviceStream.ts';

type Quantity = 'voltage' | 'resistance' | 'capacitance' | 'temperature' | 'frequency';

interface Reader {
  readonly unit: string;
  readonly inputs: readonly string[];
  /** The name of the reading in a live stream. Frequencies are no part of it, so they are calls. */
  readonly streamed: ((input: string) => string) | null;
}

const quantities: Record<Quantity, Reader> = {
  voltage: { unit: 'V', inputs: ['CH1', 'CH2', 'CH3', 'VOL', 'CAP', 'RES', 'MIC'], streamed: (input) => input },
  resistance: { unit: 'Ω', inputs: [], streamed: () => 'RESISTANCE' },
  capacitance: { unit: 'F', inputs: [], streamed: () => 'CAPACITANCE' },
  temperature: { unit: '°C', inputs: [], streamed: () => 'TEMPERATURE' },
  frequency: { unit: 'Hz', inputs: ['FRQ', 'LA1', 'LA2', 'LA3', 'LA4'], streamed: null },
};

interface MeterSettings {
  readonly quantity: Quantity;
  readonly inputs: Partial<Record<Quantity, string>>;
  /** Whether others may watch. Settings that were saved earlier do not have it. */
  readonly observable?: boolean;
}

const mostPoints = 5000,
  readingsPause = 250;

interface LoggedReading {
  readonly time: number;
  /** Null where the instrument had no value. */
  readonly value: number | null;
}

interface MeterLog {
  /** What was measured: other settings begin another log. */
  readonly of: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly readings: readonly LoggedReading[];
}

/** The log outlives the page that shows it. */
const kept = createTabStore<MeterLog | null>('meter-log', null);

export function MultimeterPanel(_: RouteProps): JSX.Element {
  const [settings, setSettings] = useSaved<MeterSettings>('meter', { quantity: 'voltage', inputs: {} });
  const [isRunning, setRunning] = useState(true);
  const last = useRef(0);
  const { call, error, warnings } = useCalls();
  const { unit, inputs, streamed } = quantities[settings.quantity];
  const input = settings.inputs[settings.quantity] ?? inputs[0] ?? '';
  const channel = streamed?.(input) ?? null;
  const of = `${settings.quantity} ${input}`;
  const own = useStore(kept);
  const log = own?.of === of ? own.readings : [];
  const add = (value: number): void => {
    const now = Date.now();
    const old = kept.get()?.of === of ? kept.get()! : { of, startedAt: now, readings: [] };
    const reading = { time: (now - old.startedAt) / 1000, value: Number.isFinite(value) ? value : null };
    kept.set({ ...old, readings: [...old.readings.slice(-mostPoints + 1), reading] });
  };
  const live = useDeviceStream(
    channel === null ? null : { instrument: 'meter', channels: [channel], observable: settings.observable ?? true },
    isRunning && channel !== null,
    (frame) => {
      const found = frame.channels.find((c) => c.name === channel);
      if (!found || performance.now() - last.current < readingsPause) return;
      last.current = performance.now();
      add(found.samples[0] ?? NaN);
    },
    () => setRunning(false),
  );
  useRepeated(
    async () => {
      if (!isRunning || channel !== null) return;
      const result = await call(`get_freq('${input}')`);
      if (result) add(typeof result.value === 'number' ? result.value : NaN);
    },
    readingsPause,
    [isRunning, channel, input, call],
  );
  const finite = log.map((r) => r.value).filter((value) => value !== null);
  const mean = finite.length === 0 ? null : finite.reduce((sum, v) => sum + v, 0) / finite.length;
  const exportCsv = (): void =>
    download('multimeter.csv', toCsv(['t (s)', `${settings.quantity} (${unit})`], [log.map((r) => r.time), log.map((r) => r.value)]));
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.meter.title}</h1>
        <button type="button" class={isRunning ? 'button' : 'button main-action'} onClick={() => setRunning(!isRunning)}>
          <Icon name={isRunning ? 'stop' : 'play'} /> {isRunning ? t.meter.hold : t.run}
        </button>
        <span class="push row">
          <button type="button" class="button quiet" onClick={() => kept.set(null)}>
            {t.clear}
          </button>
          <button type="button" class="button quiet" disabled={log.length === 0} onClick={exportCsv}>
            CSV
          </button>
        </span>
      </div>
      <div class="card stack">
        <div class="row">
          <SelectField
            label={t.meter.quantity}
            value={settings.quantity}
            onChange={(quantity) => setSettings({ ...settings, quantity })}
            choices={(Object.keys(quantities) as Quantity[]).map((q) => ({ value: q, label: t.meter[q] }))}
          />
          {inputs.length > 0 && (
            <Segments
              label={t.meter.channel}
              value={input}
              choices={inputs.map((name) => ({ value: name, label: name }))}
              onChange={(name) => setSettings({ ...settings, inputs: { ...settings.inputs, [settings.quantity]: name } })}
            />
          )}
        </div>
        <Reading huge value={log.length === 0 ? null : log[log.length - 1]!.value} unit={unit} digits={5} />
        <div class="status-line">
          <span>
            {t.meter.statistics}:{' '}
            <b>
              {formatSi(finite.length ? Math.min(...finite) : null, unit)} · {formatSi(mean, unit)} ·{' '}
              {formatSi(finite.length ? Math.max(...finite) : null, unit)}
            </b>
          </span>
          <span>{fill(t.meter.points, { count: log.length })}</span>
          {channel !== null && isRunning && <ConnectionText live={live} />}
          {channel !== null && (
            <span class="push">
              <CheckField
                label={t.stream.observable}
                value={settings.observable ?? true}
                onChange={(observable) => setSettings({ ...settings, observable })}
              />
            </span>
          )}
        </div>
        {channel === null ? <CallNotices error={error} warnings={warnings} /> : <StreamNotices live={live} />}
      </div>
      <section class="card" aria-label={t.meter.log}>
        <Plot series={[{ x: log.map((r) => r.time), y: log.map((r) => r.value ?? NaN) }]} xUnit="s" yUnit={unit} label={t.meter.log} />
      </section>
      <CircuitPicture />
    </div>
  );
}

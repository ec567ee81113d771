import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useSaved } from '../app/useSaved.ts';
import { toCsv } from '../measure/csv.ts';
import { formatSi } from '../measure/si.ts';
import { download } from '../parts/download.ts';
import { Segments, SelectField } from '../parts/fields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ErrorNotice } from '../parts/notices.tsx';
import { Plot } from '../parts/Plot.tsx';
import { Reading } from '../parts/Reading.tsx';
import { fill, t } from '../texts/index.ts';
import { useCalls } from './useCalls.ts';

type Quantity = 'voltage' | 'resistance' | 'capacitance' | 'temperature' | 'frequency';

const quantities: Record<Quantity, { unit: string; inputs: readonly string[]; call: (input: string) => string }> = {
  voltage: { unit: 'V', inputs: ['CH1', 'CH2', 'CH3', 'VOL', 'CAP', 'RES', 'MIC'], call: (input) => `get_voltage('${input}')` },
  resistance: { unit: 'Ω', inputs: [], call: () => 'get_resistance()' },
  capacitance: { unit: 'F', inputs: [], call: () => 'get_capacitance()' },
  temperature: { unit: '°C', inputs: [], call: () => 'get_temperature()' },
  frequency: { unit: 'Hz', inputs: ['FRQ', 'LA1', 'LA2', 'LA3', 'LA4'], call: (input) => `get_freq('${input}')` },
};

const mostPoints = 5000;

interface LoggedReading {
  readonly time: number;
  readonly value: number;
}

export function MultimeterPanel(_: RouteProps): JSX.Element {
  const [settings, setSettings] = useSaved<{ quantity: Quantity; inputs: Partial<Record<Quantity, string>> }>('meter', {
    quantity: 'voltage',
    inputs: {},
  });
  const [isRunning, setRunning] = useState(true);
  const [log, setLog] = useState<readonly LoggedReading[]>([]);
  const start = useRef(Date.now());
  const { call, error } = useCalls();
  const { unit, inputs, call: toCall } = quantities[settings.quantity];
  const input = settings.inputs[settings.quantity] ?? inputs[0] ?? '';
  const text = toCall(input);
  useEffect(() => setLog([]), [text]);
  useEffect(() => {
    if (!isRunning) return;
    let isOver = false,
      timer = 0;
    const next = async (): Promise<void> => {
      const result = document.hidden ? null : await call(text);
      if (isOver) return;
      if (result) {
        const value = typeof result.value === 'number' ? result.value : result.text.includes('∞') ? Infinity : NaN;
        setLog((old) => [...old.slice(-mostPoints + 1), { time: (Date.now() - start.current) / 1000, value }]);
      }
      timer = window.setTimeout(next, 250);
    };
    void next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isRunning, text, call]);
  const finite = log.map((r) => r.value).filter(Number.isFinite);
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
          <button type="button" class="button quiet" onClick={() => setLog([])}>
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
        </div>
        <ErrorNotice error={error} />
      </div>
      <section class="card" aria-label={t.meter.log}>
        <Plot series={[{ x: log.map((r) => r.time), y: log.map((r) => r.value) }]} xUnit="s" yUnit={unit} label={t.meter.log} />
      </section>
    </div>
  );
}

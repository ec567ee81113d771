import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useSaved } from '../app/useSaved.ts';
import type { FunctionResult } from '../server/functions.ts';
import { toCsv } from '../measure/csv.ts';
import { decimate } from '../measure/decimate.ts';
import { formatSi } from '../measure/si.ts';
import { stepsOf125 } from '../measure/steps.ts';
import { download } from '../parts/download.ts';
import { Stepper } from '../parts/numberFields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Empty, ErrorNotice } from '../parts/notices.tsx';
import { Plot } from '../parts/Plot.tsx';
import { fill, t } from '../texts/index.ts';
import { useCalls } from './useCalls.ts';

const signals = [
  "get_voltage('CH1')",
  "get_voltage('CH2')",
  "get_voltage('CH3')",
  "get_voltage('VOL')",
  'get_resistance()',
  'get_capacitance()',
  'get_temperature()',
  "get_freq('FRQ')",
];
const intervals = stepsOf125(0.5, 500);
const mostRows = 20_000;

interface Row {
  readonly time: number;
  readonly values: readonly (number | null)[];
}

export function Logger(_: RouteProps): JSX.Element {
  const [chosen, setChosen] = useSaved<string[]>('logger', ["get_voltage('CH1')"]);
  const [interval, setInterval] = useSaved('logger-interval', 1);
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [units, setUnits] = useState<readonly string[]>([]);
  const [isRunning, setRunning] = useState(false);
  const { call, error } = useCalls();
  const start = useRef(0);
  useEffect(() => {
    if (!isRunning) return;
    let isOver = false,
      timer = 0;
    start.current = Date.now();
    setRows([]);
    let count = 0;
    const next = async (): Promise<void> => {
      const time = (Date.now() - start.current) / 1000;
      const results: (FunctionResult | null)[] = [];
      for (const text of chosen) results.push(await call(text));
      if (isOver) return;
      setUnits(results.map((r) => r?.unit ?? ''));
      setRows((old) => [
        ...old.slice(-mostRows + 1),
        { time, values: results.map((r) => (typeof r?.value === 'number' ? r.value : null)) },
      ]);
      count++;
      // Each reading has its own place in time, so a slow one does not delay all later ones.
      timer = window.setTimeout(next, Math.max(0, start.current + count * interval * 1000 - Date.now()));
    };
    void next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isRunning]);
  const times = rows.map((r) => r.time);
  const column = (i: number): (number | null)[] => rows.map((r) => r.values[i] ?? null);
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.logger.title}</h1>
        <button
          type="button"
          class={isRunning ? 'button' : 'button main-action'}
          disabled={chosen.length === 0}
          onClick={() => setRunning(!isRunning)}
        >
          <Icon name={isRunning ? 'stop' : 'play'} /> {isRunning ? t.stop : t.start}
        </button>
        <span>{fill(t.logger.records, { count: rows.length })}</span>
        <button
          type="button"
          class="button quiet push"
          disabled={rows.length === 0}
          onClick={() =>
            download(
              'log.csv',
              toCsv(['t (s)', ...chosen.map((text, i) => `${text} (${units[i] ?? ''})`)], [times, ...chosen.map((_, i) => column(i))]),
            )
          }
        >
          CSV
        </button>
      </div>
      <ErrorNotice error={error} />
      <div class="instrument">
        <div class="stack">
          {chosen.length === 0 && <Empty>{t.logger.empty}</Empty>}
          {chosen.map((text, i) => {
            const shown = decimate(
              times,
              column(i).map((v) => v ?? NaN),
              1200,
            );
            return (
              <section key={text} class="card stack tight">
                <div class="row apart">
                  <code>{text}</code>
                  <b>{formatSi(rows[rows.length - 1]?.values[i] ?? null, units[i] ?? '')}</b>
                </div>
                <Plot series={[shown]} xUnit="s" yUnit={units[i] ?? ''} height={180} label={text} />
              </section>
            );
          })}
        </div>
        <div class="controls">
          <section class="panel">
            <Stepper label={t.logger.interval} value={interval} steps={intervals} unit="s" onChange={setInterval} />
            <fieldset class="stack tight" disabled={isRunning}>
              <legend class="small muted">{t.logger.signal}</legend>
              {signals.map((text) => (
                <label key={text} class="check">
                  <input
                    type="checkbox"
                    checked={chosen.includes(text)}
                    onChange={(e) => setChosen(signals.filter((s) => (s === text ? e.currentTarget.checked : chosen.includes(s))))}
                  />
                  <code>{text}</code>
                </label>
              ))}
            </fieldset>
          </section>
        </div>
      </div>
    </div>
  );
}

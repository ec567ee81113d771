import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useRepeated } from '../../app/useAsync.ts';
import { toHex } from '../../decode/LogicTrace.ts';
import { toCsv } from '../../measure/csv.ts';
import { download } from '../../parts/download.ts';
import { CheckField, SelectField } from '../../parts/fields.tsx';
import { Plot } from '../../parts/Plot.tsx';
import { Reading } from '../../parts/Reading.tsx';
import type { Column } from '../../server/functions.ts';
import { t } from '../../texts/index.ts';
import { CallNotices } from '../CallNotices.tsx';
import { useCalls } from '../useCalls.ts';
import type { Sensor } from './sensors.ts';

interface Sample {
  readonly time: number;
  readonly values: readonly number[];
}

const mostSamples = 2000;

/** The readings of a sensor, twice a second, and one of them as a curve. */
export function SensorPanel({ sensor, address }: { sensor: Sensor; address: number }): JSX.Element {
  const { call, error, warnings } = useCalls();
  const [isLive, setLive] = useState(true);
  const [columns, setColumns] = useState<readonly Column[]>([]);
  const [log, setLog] = useState<readonly Sample[]>([]);
  const [plotted, setPlotted] = useState(0);
  const [start] = useState(() => Date.now());
  useRepeated(
    async () => {
      const result = isLive ? await call(sensor.call(address)) : null;
      if (!result?.columns) return;
      const { columns: names, value } = result;
      const values = names.map((c, i) => Number(Array.isArray(value) ? value[i] : (value as Record<string, unknown>)[c.name]));
      setColumns(names);
      setLog((old) => [...old.slice(-mostSamples + 1), { time: (Date.now() - start) / 1000, values }]);
    },
    500,
    [isLive, call],
  );
  const last = log[log.length - 1];
  const column = (i: number): number[] => log.map((s) => s.values[i] ?? NaN);
  const name = `${sensor.name} 0x${toHex(address)}`;
  return (
    <section class="card stack" aria-label={name}>
      <div class="row apart">
        <h2>
          {sensor.name} <span class="muted small">0x{toHex(address)}</span>
        </h2>
        <span class="row">
          <CheckField label={t.sensors.live} value={isLive} onChange={setLive} />
          <button
            type="button"
            class="button quiet"
            disabled={log.length === 0}
            onClick={() =>
              download(
                `${sensor.name.toLowerCase()}.csv`,
                toCsv(
                  ['t (s)', ...columns.map((c) => `${c.name} (${c.unit ?? ''})`)],
                  [log.map((s) => s.time), ...columns.map((_, i) => column(i))],
                ),
              )
            }
          >
            CSV
          </button>
        </span>
      </div>
      <CallNotices error={error} warnings={warnings} />
      <div class="readings">
        {columns.map((c, i) => (
          <div key={c.name}>
            <span class="small muted">{c.name}</span>
            <Reading value={last?.values[i] ?? null} unit={c.unit ?? ''} />
          </div>
        ))}
      </div>
      {columns.length > 0 && (
        <>
          <SelectField
            label={t.sensors.plotted}
            value={plotted}
            choices={columns.map((c, i) => ({ value: i, label: c.name }))}
            onChange={setPlotted}
          />
          <Plot
            series={[{ x: log.map((s) => s.time), y: column(plotted) }]}
            xUnit="s"
            yUnit={columns[plotted]?.unit ?? ''}
            height={180}
            label={`${name} ${columns[plotted]?.name ?? ''}`}
          />
        </>
      )}
    </section>
  );
}

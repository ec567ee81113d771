import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { useSaved } from '../app/useSaved.ts';
import { toCsv } from '../measure/csv.ts';
import { decimate } from '../measure/decimate.ts';
import { formatSi } from '../measure/si.ts';
import { stepsOf125 } from '../measure/steps.ts';
import { download, downloadPicture } from '../parts/download.ts';
import { TextField } from '../parts/fields.tsx';
import { Stepper } from '../parts/numberFields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Empty, ErrorNotice, Notice } from '../parts/notices.tsx';
import { Plot } from '../parts/Plot.tsx';
import { fill, t } from '../texts/index.ts';
import { chosenDevice } from '../server/devices.ts';
import { LogTable } from './logger/LogTable.tsx';
import { isRecording, log, logError, startLog, stopLog, unrecordable } from './logger/recorder.ts';

const offered = [
  "get_voltage('CH1')",
  "get_voltage('CH2')",
  "get_voltage('CH3')",
  "get_voltage('VOL')",
  "get_voltage('MIC')",
  'get_resistance()',
  'get_capacitance()',
  'get_temperature()',
  "get_freq('FRQ')",
  'read_bmp180()',
  'read_mpu6050()',
  'read_sht21()',
  'read_tsl2561()',
  'read_hmc5883l()',
];
const intervals = stepsOf125(0.5, 500);

/** Records readings until it is stopped, also while other pages are open. */
export function Logger(_: RouteProps): JSX.Element {
  const device = useStore(chosenDevice);
  const [chosen, setChosen] = useSaved<string[]>('logger', ["get_voltage('CH1')"]);
  const [interval, setInterval] = useSaved('logger-interval', 1);
  const [own, setOwn] = useState('');
  const kept = useStore(log);
  const isRunning = useStore(isRecording);
  const error = useStore(logError);
  const refused = useStore(unrecordable);
  const box = useRef<HTMLDivElement>(null);
  const signals = [...offered, ...chosen.filter((text) => !offered.includes(text))];
  const rows = kept?.rows ?? [];
  const columns = kept?.columns.length ? kept.columns : chosen.map((label) => ({ label, unit: '' }));
  const times = rows.map((r) => r.time);
  const column = (i: number): (number | null)[] => rows.map((r) => r.values[i] ?? null);
  const exportCsv = (): void => {
    const names = ['time', 't (s)', ...columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label))];
    const instants = times.map((time) => new Date((kept?.startedAt ?? 0) + time * 1000).toISOString());
    download('log.csv', toCsv(names, [instants, times, ...columns.map((_, i) => column(i))]));
  };
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.logger.title}</h1>
        <button
          type="button"
          class={isRunning ? 'button' : 'button main-action'}
          disabled={chosen.length === 0}
          onClick={() => (isRunning ? stopLog() : startLog(device, chosen, interval))}
        >
          <Icon name={isRunning ? 'stop' : 'play'} /> {isRunning ? t.stop : t.start}
        </button>
        <span>{fill(t.logger.records, { count: rows.length })}</span>
        <button type="button" class="button quiet push" disabled={rows.length === 0} onClick={exportCsv}>
          CSV
        </button>
        <button
          type="button"
          class="button quiet"
          disabled={rows.length === 0}
          onClick={() => downloadPicture('log.png', box.current, columns.map((c) => c.label).join('   '))}
        >
          PNG
        </button>
      </div>
      <ErrorNotice error={error} />
      {refused.map((text) => (
        <Notice key={text} kind="warn">
          {fill(t.logger.noNumber, { function: text })}
        </Notice>
      ))}
      <div class="instrument">
        <div class="stack" ref={box}>
          {columns.length === 0 && <Empty>{t.logger.empty}</Empty>}
          {columns.map(({ label, unit }, i) => {
            const shown = decimate(
              times,
              column(i).map((v) => v ?? NaN),
              1200,
            );
            return (
              <section key={label} class="card stack tight" aria-label={label}>
                <div class="row apart">
                  <code>{label}</code>
                  <b>{formatSi(rows[rows.length - 1]?.values[i] ?? null, unit)}</b>
                </div>
                <Plot series={[shown]} xUnit="s" yUnit={unit} height={180} label={label} />
              </section>
            );
          })}
          {kept && rows.length > 0 && <LogTable log={kept} />}
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
              <form
                class="row"
                onSubmit={(e) => {
                  e.preventDefault();
                  setChosen([...chosen, own.trim()]);
                  setOwn('');
                }}
              >
                <TextField label={t.logger.add} value={own} onChange={setOwn} maxLength={200} placeholder="get_voltage('RES')" />
                <button class="button" disabled={own.trim() === '' || signals.includes(own.trim())}>
                  {t.add}
                </button>
              </form>
            </fieldset>
          </section>
        </div>
      </div>
    </div>
  );
}

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { createTabStore } from '../app/tabStore.ts';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { useSaved } from '../app/useSaved.ts';
import { toCsv } from '../measure/csv.ts';
import { formatSi } from '../measure/si.ts';
import { logarithmicSteps } from '../measure/steps.ts';
import { download } from '../parts/download.ts';
import { NumberField } from '../parts/numberFields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { CircuitPicture } from '../parts/CircuitPicture.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { Plot } from '../parts/Plot.tsx';
import { fill, t } from '../texts/index.ts';
import { type BodePoint, findCutoff, measurePoint, unwrap } from './bodePoint.ts';
import { ParameterField } from './ParameterField.tsx';
import { useCalls } from './useCalls.ts';

/** The points of the last run, also while other pages are open. */
const measured = createTabStore<readonly BodePoint[]>('bode-points', []);

export function Bode(_: RouteProps): JSX.Element {
  const [settings, setSettings] = useSaved('bode', { from: 20, to: 5000, steps: 25 });
  const points = useStore(measured);
  const [isRunning, setRunning] = useState(false);
  const calls = useCalls();
  const [isDisturbed, setDisturbed] = useState(false);
  const goesOn = useRef(false);
  useEffect(
    () => () => {
      goesOn.current = false;
    },
    [],
  );
  const run = async (): Promise<void> => {
    goesOn.current = true;
    setRunning(true);
    measured.set([]);
    setDisturbed(false);
    for (const frequency of logarithmicSteps(settings.from, settings.to, Math.round(settings.steps))) {
      const point = goesOn.current ? await measurePoint(frequency, calls) : null;
      setDisturbed(point === 'disturbed');
      if (!point || point === 'disturbed') break;
      measured.set([...measured.get(), point]);
    }
    goesOn.current = false;
    setRunning(false);
  };
  const x = points.map((p) => p.frequency);
  const cutoff = findCutoff(points);
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.bode.title}</h1>
        <button
          type="button"
          class={isRunning ? 'button' : 'button main-action'}
          onClick={() => (isRunning ? (goesOn.current = false) : void run())}
        >
          <Icon name={isRunning ? 'stop' : 'play'} /> {isRunning ? t.stop : t.run}
        </button>
        <span>{fill(t.bode.progress, { done: points.length, all: Math.round(settings.steps) })}</span>
        <button
          type="button"
          class="button quiet push"
          disabled={points.length === 0}
          onClick={() =>
            download('bode.csv', toCsv(['f (Hz)', 'gain (dB)', 'phase (°)'], [x, points.map((p) => p.gain), points.map((p) => p.phase)]))
          }
        >
          CSV
        </button>
      </div>
      <Notice>{t.bode.hint}</Notice>
      <ErrorNotice error={calls.error} />
      {isDisturbed && <Notice kind="warn">{t.disturbed}</Notice>}
      <div class="instrument">
        <div class="stack">
          <section class="card stack tight">
            <div class="row apart">
              <h2>{t.bode.gain}</h2>
              <b>{cutoff === null ? '' : fill(t.bode.cutoff, { frequency: formatSi(cutoff, 'Hz') })}</b>
            </div>
            <Plot series={[{ x, y: points.map((p) => p.gain) }]} xUnit="Hz" yUnit="dB" logX height={260} label={t.bode.gain} />
          </section>
          <section class="card stack tight">
            <h2>{t.bode.phase}</h2>
            <Plot series={[{ x, y: unwrap(points.map((p) => p.phase)) }]} xUnit="Hz" yUnit="°" logX height={220} label={t.bode.phase} />
          </section>
          <CircuitPicture />
        </div>
        <div class="controls">
          <section class="panel">
            <ParameterField
              of={['set_sine1', 'freq']}
              label={t.bode.from}
              value={settings.from}
              unit="Hz"
              onChange={(from) => setSettings({ ...settings, from })}
            />
            <ParameterField
              of={['set_sine1', 'freq']}
              label={t.bode.to}
              value={settings.to}
              unit="Hz"
              onChange={(to) => setSettings({ ...settings, to })}
            />
            <NumberField
              label={t.bode.steps}
              value={settings.steps}
              unit=""
              min={2}
              max={200}
              onChange={(steps) => setSettings({ ...settings, steps })}
            />
          </section>
        </div>
      </div>
    </div>
  );
}

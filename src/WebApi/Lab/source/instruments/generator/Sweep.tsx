import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useSaved } from '../../app/useSaved.ts';
import { formatSi } from '../../measure/si.ts';
import { NumberField } from '../../parts/numberFields.tsx';
import { Notice } from '../../parts/notices.tsx';
import { t } from '../../texts/index.ts';
import { ParameterField } from '../ParameterField.tsx';
import type { Calls } from '../useCalls.ts';

/** Moves the frequency of SI1 from one value to another, evenly on a logarithmic scale, as fast as the calls allow. */
export function Sweep({ call, hasLostSettings }: Pick<Calls, 'call' | 'hasLostSettings'>): JSX.Element {
  const [settings, setSettings] = useSaved('sweep', { from: 100, to: 5000, seconds: 10 });
  const [now, setNow] = useState<number | null>(null);
  const [isDisturbed, setDisturbed] = useState(false);
  const isRunning = useRef(false);
  useEffect(
    () => () => {
      isRunning.current = false;
    },
    [],
  );
  const run = async (): Promise<void> => {
    isRunning.current = true;
    setDisturbed(false);
    const start = performance.now();
    while (isRunning.current) {
      const part = Math.min(1, (performance.now() - start) / 1000 / settings.seconds);
      const frequency = settings.from * (settings.to / settings.from) ** part;
      setNow(frequency);
      if (!(await call(`set_sine1(${frequency.toFixed(2)})`)) || part === 1) break;
      if (hasLostSettings()) setDisturbed(true);
    }
    isRunning.current = false;
    setNow(null);
  };
  return (
    <section class="panel" aria-label={t.generator.sweep}>
      <h2>{t.generator.sweep} (SI1)</h2>
      <ParameterField
        of={['set_sine1', 'freq']}
        label={t.generator.from}
        value={settings.from}
        unit="Hz"
        onChange={(from) => setSettings({ ...settings, from })}
      />
      <ParameterField
        of={['set_sine1', 'freq']}
        label={t.generator.to}
        value={settings.to}
        unit="Hz"
        onChange={(to) => setSettings({ ...settings, to })}
      />
      <NumberField
        label={t.generator.seconds}
        value={settings.seconds}
        unit="s"
        min={1}
        max={600}
        onChange={(seconds) => setSettings({ ...settings, seconds })}
      />
      <div class="row">
        <button type="button" class="button" onClick={() => (now === null ? void run() : (isRunning.current = false))}>
          {now === null ? t.start : t.stop}
        </button>
        <b>{now === null ? '' : formatSi(now, 'Hz')}</b>
      </div>
      {isDisturbed && <Notice kind="warn">{t.disturbed}</Notice>}
    </section>
  );
}

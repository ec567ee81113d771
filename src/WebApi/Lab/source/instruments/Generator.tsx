import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useSaved } from '../app/useSaved.ts';
import { Segments } from '../parts/fields.tsx';
import { CallNotices } from './CallNotices.tsx';
import { Reading } from '../parts/Reading.tsx';
import { t } from '../texts/index.ts';
import { DrawnWave } from './generator/DrawnWave.tsx';
import { Sweep } from './generator/Sweep.tsx';
import { ParameterField } from './ParameterField.tsx';
import { useCalls } from './useCalls.ts';

type Shape = 'sine' | 'tria' | 'arbit';

interface OutputSettings {
  readonly shape: Shape;
  readonly frequency: number;
}

export function Generator(_: RouteProps): JSX.Element {
  const [outputs, setOutputs] = useSaved<Record<'SI1' | 'SI2', OutputSettings>>('generator', {
    SI1: { shape: 'sine', frequency: 1000 },
    SI2: { shape: 'sine', frequency: 1000 },
  });
  const [square, setSquare] = useSaved('square', { frequency: 1000, duty: 50 });
  const [phase, setPhase] = useSaved('phase', 90);
  const [actual, setActual] = useState<Record<string, number | null>>({});
  const { call, error, warnings, hasLostSettings, isBusy } = useCalls();
  const start = async (name: string, text: string): Promise<void> => {
    const result = await call(text);
    if (result) setActual((old) => ({ ...old, [name]: typeof result.value === 'number' ? result.value : null }));
  };
  const startBoth = async (): Promise<void> => {
    const result = await call(`set_waves(${outputs.SI1.frequency}, ${phase}, ${outputs.SI2.frequency})`);
    if (Array.isArray(result?.value))
      setActual((old) => ({ ...old, SI1: (result.value as number[])[0]!, SI2: (result.value as number[])[1]! }));
  };
  const allOff = async (): Promise<void> => {
    if (await call('set_state(SQ1=0, SQ2=0, SQ3=0, SQ4=0)')) setActual({});
  };
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.generator.title}</h1>
        <button type="button" class="button push" disabled={isBusy} onClick={() => void allOff()}>
          {t.generator.stopOutputs}
        </button>
      </div>
      <CallNotices error={error} warnings={warnings} />
      <div class="readings wide">
        {(['SI1', 'SI2'] as const).map((name, i) => {
          const settings = outputs[name];
          const change = (part: Partial<OutputSettings>): void => setOutputs({ ...outputs, [name]: { ...settings, ...part } });
          const shape = settings.shape === 'arbit' ? '' : `, '${settings.shape}'`;
          return (
            <section key={name} class={`panel channel ch${i + 1}`} aria-label={name}>
              <h2 class="channel-name">{name}</h2>
              <Segments
                label={`${t.generator.shape} ${name}`}
                value={settings.shape}
                onChange={(value) => change({ shape: value })}
                choices={[
                  { value: 'sine', label: t.generator.sine },
                  { value: 'tria', label: t.generator.triangle },
                  { value: 'arbit', label: t.generator.drawn },
                ]}
              />
              <ParameterField
                of={[`set_w${i + 1}`, 'freq']}
                label={t.generator.frequency}
                value={settings.frequency}
                unit="Hz"
                onChange={(frequency) => change({ frequency })}
              />
              <div>
                <span class="small muted">{t.generator.actual}</span>
                <Reading value={actual[name] ?? null} unit="Hz" />
              </div>
              <button
                type="button"
                class="button main-action"
                disabled={isBusy}
                onClick={() =>
                  void start(name, shape ? `set_w${i + 1}(${settings.frequency}${shape})` : `set_wave('${name}', ${settings.frequency})`)
                }
              >
                {t.start}
              </button>
            </section>
          );
        })}
        <section class="panel channel ch3" aria-label={t.generator.square}>
          <h2 class="channel-name">{t.generator.square}</h2>
          <ParameterField
            of={['sqr1', 'duty_cycle']}
            label={t.generator.dutyCycle}
            value={square.duty}
            unit="%"
            onChange={(duty) => setSquare({ ...square, duty })}
          />
          <ParameterField
            of={['sqr1', 'freq']}
            label={t.generator.frequency}
            value={square.frequency}
            unit="Hz"
            onChange={(frequency) => setSquare({ ...square, frequency })}
          />
          <div>
            <span class="small muted">{t.generator.actual}</span>
            <Reading value={actual.SQ1 ?? null} unit="Hz" />
          </div>
          <button
            type="button"
            class="button main-action"
            disabled={isBusy}
            onClick={() => void start('SQ1', `sqr1(${square.frequency}, ${square.duty})`)}
          >
            {t.start}
          </button>
        </section>
      </div>
      <div class="readings wide">
        <section class="panel">
          <h2>{t.generator.phase}</h2>
          <ParameterField of={['set_waves', 'phase']} label={t.generator.phase} value={phase} unit="°" onChange={setPhase} />
          <button type="button" class="button" disabled={isBusy} onClick={() => void startBoth()}>
            {t.generator.together}
          </button>
        </section>
        <Sweep call={call} hasLostSettings={hasLostSettings} />
      </div>
      <DrawnWave
        call={call}
        onSent={(output) => setOutputs({ ...outputs, [output]: { ...outputs[output], shape: 'arbit' } })}
        frequency={(output) => outputs[output].frequency}
      />
    </div>
  );
}

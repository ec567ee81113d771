import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useSaved } from '../app/useSaved.ts';
import { useRepeated } from '../app/useAsync.ts';
import { Field, NumberField, SelectField } from '../parts/fields.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { Reading } from '../parts/Reading.tsx';
import { t } from '../texts/index.ts';
import { useCalls } from './useCalls.ts';

const pins = ['SQ1', 'SQ2', 'SQ3', 'SQ4'] as const;

export function Pulses(_: RouteProps): JSX.Element {
  const [frequency, setFrequency] = useSaved('pwm-frequency', 1000);
  const [channels, setChannels] = useSaved('pwm', pins.map(() => ({ duty: 50, phase: 0 })));
  const [actual, setActual] = useState<number | null>(null);
  const [servo, setServo] = useSaved<{ pin: string; angle: number }>('servo', { pin: 'SQ1', angle: 90 });
  const { call, error, warnings, isBusy } = useCalls();
  const start = async (): Promise<void> => {
    const [first, ...rest] = channels;
    const others = rest.map((c) => `${c.phase / 360}, ${c.duty / 100}`).join(', ');
    const result = await call(`sqrPWM(${frequency}, ${first!.duty / 100}, ${others})`);
    if (result) setActual(result.value as number);
  };
  return (
    <div class="stack">
      <h1>{t.pulses.title}</h1>
      <ErrorNotice error={error} />
      {warnings.map((warning) => <Notice key={warning} kind="warn">{warning}</Notice>)}
      <section class="panel" aria-label={t.pulses.pwm}>
        <h2>{t.pulses.pwm}</h2>
        <div class="readings wide">
          {channels.map((channel, i) => (
            <div key={pins[i]} class={`panel channel ch${i + 1}`}>
              <h3 class="channel-name">{pins[i]}</h3>
              <PulsePreview duty={channel.duty} phase={i === 0 ? 0 : channel.phase} />
              {(['duty', 'phase'] as const).filter((key) => key === 'duty' || i > 0).map((key) => (
                <Field key={key} label={`${t.pulses[key]}: ${channel[key]} ${key === 'duty' ? '%' : '°'}`}>
                  {(id) => (
                    <input id={id} type="range" min={0} max={key === 'duty' ? 100 : 355} step={key === 'duty' ? 1 : 5} value={channel[key]}
                      onInput={(e) => setChannels(channels.map((c, n) => (n === i ? { ...c, [key]: Number(e.currentTarget.value) } : c)))} />
                  )}
                </Field>
              ))}
            </div>
          ))}
        </div>
        <div class="row">
          <div style={{ flex: '1 1 220px' }}><NumberField label={t.pulses.frequency} value={frequency} unit="Hz" min={4} max={1_000_000} onChange={setFrequency} /></div>
          <button type="button" class="button main-action" disabled={isBusy} onClick={() => void start()}>{t.start}</button>
          <button type="button" class="button" disabled={isBusy} onClick={() => void call('set_state(SQ1=0, SQ2=0, SQ3=0, SQ4=0)')}>{t.stop}</button>
          <Reading value={actual} unit="Hz" />
        </div>
      </section>
      <div class="readings wide">
        <section class="panel" aria-label={t.pulses.servo}>
          <h2>{t.pulses.servo}</h2>
          <SelectField label={t.generator.output} value={servo.pin} choices={pins.map((pin) => ({ value: pin as string, label: pin }))} onChange={(pin) => setServo({ ...servo, pin })} />
          <Field label={`${t.pulses.angle}: ${servo.angle}°`}>
            {(id) => (
              <input id={id} type="range" min={0} max={180} value={servo.angle} onInput={(e) => setServo({ ...servo, angle: Number(e.currentTarget.value) })}
                onChange={(e) => void call(`servo(${e.currentTarget.value}, '${servo.pin}')`)} />
            )}
          </Field>
          <ServoDrawing angle={servo.angle} />
        </section>
        <DigitalLevels />
      </div>
    </div>
  );
}

/** Two periods of a pulse output. */
function PulsePreview({ duty, phase }: { duty: number; phase: number }): JSX.Element {
  const at = (x: number): number => ((((x / 100 - phase / 360) % 1) + 1) % 1) * 100 < duty ? 8 : 40;
  const path = Array.from({ length: 201 }, (_, x) => `${x === 0 ? 'M' : `V${at(x)}H`}${x}${x === 0 ? ` ${at(0)}` : ''}`).join('');
  return (
    <svg viewBox="0 0 200 48" role="img" aria-label={t.pulses.preview} style={{ width: '100%', height: '56px' }} preserveAspectRatio="none">
      <path d={path} fill="none" stroke="var(--channel)" stroke-width="2" vector-effect="non-scaling-stroke" />
    </svg>
  );
}

function ServoDrawing({ angle }: { angle: number }): JSX.Element {
  const radians = ((180 - angle) * Math.PI) / 180;
  return (
    <svg viewBox="0 0 200 112" aria-hidden="true" style={{ maxHeight: '120px' }}>
      <path d="M20 100a80 80 0 0 1 160 0" fill="none" stroke="var(--line)" stroke-width="10" />
      <path d={`M100 100L${100 + 74 * Math.cos(radians)} ${100 - 74 * Math.sin(radians)}`} stroke="var(--accent)" stroke-width="8" stroke-linecap="round" />
      <circle cx="100" cy="100" r="9" fill="var(--text)" />
    </svg>
  );
}

function DigitalLevels(): JSX.Element {
  const { call, error } = useCalls();
  const [states, setStates] = useState<Record<string, boolean>>({});
  const [outputs, setOutputs] = useState<Record<string, boolean>>({});
  useRepeated(async () => {
    const result = await call('get_states()');
    if (result) setStates(result.value as Record<string, boolean>);
  }, 1000, [call]);
  const toggle = async (pin: string): Promise<void> => {
    const next = !outputs[pin];
    if (await call(`set_state(${pin}=${next ? 1 : 0})`)) setOutputs((old) => ({ ...old, [pin]: next }));
  };
  return (
    <section class="panel" aria-label={t.pulses.levels}>
      <h2>{t.pulses.levels}</h2>
      <div class="row">{pins.map((pin) => <button key={pin} type="button" class="button" aria-pressed={outputs[pin] ?? false} onClick={() => void toggle(pin)}>{pin}</button>)}</div>
      <h2 class="small muted">{t.pulses.states}</h2>
      <div class="row">
        {['LA1', 'LA2', 'LA3', 'LA4'].map((pin) => <span key={pin} class={states[pin] ? 'badge good' : 'badge'}>{pin} {states[pin] === undefined ? '—' : states[pin] ? t.high : t.low}</span>)}
      </div>
      <ErrorNotice error={error} />
    </section>
  );
}

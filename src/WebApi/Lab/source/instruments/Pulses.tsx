import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useSaved } from '../app/useSaved.ts';
import { Field, SelectField } from '../parts/fields.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { Reading } from '../parts/Reading.tsx';
import { t } from '../texts/index.ts';
import { DigitalLevels, pins } from './pulses/DigitalLevels.tsx';
import { PulsePreview, ServoDrawing } from './pulses/drawings.tsx';
import { ParameterField } from './ParameterField.tsx';
import { useCalls } from './useCalls.ts';

export function Pulses(_: RouteProps): JSX.Element {
  const [frequency, setFrequency] = useSaved('pwm-frequency', 1000);
  const [channels, setChannels] = useSaved(
    'pwm',
    pins.map(() => ({ duty: 50, phase: 0 })),
  );
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
      {warnings.map((warning) => (
        <Notice key={warning} kind="warn">
          {warning}
        </Notice>
      ))}
      <section class="panel" aria-label={t.pulses.pwm}>
        <h2>{t.pulses.pwm}</h2>
        <div class="readings wide">
          {channels.map((channel, i) => (
            <div key={pins[i]} class={`panel channel ch${i + 1}`}>
              <h3 class="channel-name">{pins[i]}</h3>
              <PulsePreview duty={channel.duty} phase={i === 0 ? 0 : channel.phase} />
              {(['duty', 'phase'] as const)
                .filter((key) => key === 'duty' || i > 0)
                .map((key) => (
                  <Field key={key} label={`${t.pulses[key]}: ${channel[key]} ${key === 'duty' ? '%' : '°'}`}>
                    {(id) => (
                      <input
                        id={id}
                        type="range"
                        min={0}
                        max={key === 'duty' ? 100 : 355}
                        step={key === 'duty' ? 1 : 5}
                        value={channel[key]}
                        onInput={(e) => setChannels(channels.map((c, n) => (n === i ? { ...c, [key]: Number(e.currentTarget.value) } : c)))}
                      />
                    )}
                  </Field>
                ))}
            </div>
          ))}
        </div>
        <div class="row">
          <div style={{ flex: '1 1 220px' }}>
            <ParameterField of={['sqrPWM', 'freq']} label={t.pulses.frequency} value={frequency} unit="Hz" onChange={setFrequency} />
          </div>
          <button type="button" class="button main-action" disabled={isBusy} onClick={() => void start()}>
            {t.start}
          </button>
          <button type="button" class="button" disabled={isBusy} onClick={() => void call('set_state(SQ1=0, SQ2=0, SQ3=0, SQ4=0)')}>
            {t.stop}
          </button>
          <Reading value={actual} unit="Hz" />
        </div>
      </section>
      <div class="readings wide">
        <section class="panel" aria-label={t.pulses.servo}>
          <h2>{t.pulses.servo}</h2>
          <SelectField
            label={t.generator.output}
            value={servo.pin}
            choices={pins.map((pin) => ({ value: pin as string, label: pin }))}
            onChange={(pin) => setServo({ ...servo, pin })}
          />
          <Field label={`${t.pulses.angle}: ${servo.angle}°`}>
            {(id) => (
              <input
                id={id}
                type="range"
                min={0}
                max={180}
                value={servo.angle}
                onInput={(e) => setServo({ ...servo, angle: Number(e.currentTarget.value) })}
                onChange={(e) => void call(`servo(${e.currentTarget.value}, '${servo.pin}')`)}
              />
            )}
          </Field>
          <ServoDrawing angle={servo.angle} />
        </section>
        <DigitalLevels />
      </div>
    </div>
  );
}

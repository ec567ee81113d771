import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useRepeated } from '../../app/useAsync.ts';
import { CheckField } from '../../parts/fields.tsx';
import { ErrorNotice } from '../../parts/notices.tsx';
import { t } from '../../texts/index.ts';
import { useCalls } from '../useCalls.ts';

export const pins = ['SQ1', 'SQ2', 'SQ3', 'SQ4'] as const;

/** The levels of the digital outputs, to set, and of the inputs. */
export function DigitalLevels(): JSX.Element {
  const { call, error } = useCalls();
  // Each reading is a turn of the device, which ends the outputs of another user. So it is made on request only.
  const [isWatching, setWatching] = useState(false);
  const [states, setStates] = useState<Record<string, boolean>>({});
  const [outputs, setOutputs] = useState<Record<string, boolean>>({});
  useRepeated(
    async () => {
      if (!isWatching) return;
      const result = await call('get_states()');
      if (result) setStates(result.value as Record<string, boolean>);
    },
    1000,
    [call, isWatching],
  );
  const toggle = async (pin: string): Promise<void> => {
    const next = !outputs[pin];
    if (await call(`set_state(${pin}=${next ? 1 : 0})`)) setOutputs((old) => ({ ...old, [pin]: next }));
  };
  return (
    <section class="panel" aria-label={t.pulses.levels}>
      <h2>{t.pulses.levels}</h2>
      <div class="row">
        {pins.map((pin) => (
          <button key={pin} type="button" class="button" aria-pressed={outputs[pin] ?? false} onClick={() => void toggle(pin)}>
            {pin}
          </button>
        ))}
      </div>
      <CheckField label={t.pulses.states} value={isWatching} onChange={setWatching} />
      <div class="row">
        {['LA1', 'LA2', 'LA3', 'LA4'].map((pin) => (
          <span key={pin} class={states[pin] ? 'badge good' : 'badge'}>
            {pin} {states[pin] === undefined ? '—' : states[pin] ? t.high : t.low}
          </span>
        ))}
      </div>
      <ErrorNotice error={error} />
    </section>
  );
}

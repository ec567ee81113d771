import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { Field } from '../parts/fields.tsx';
import { NumberField } from '../parts/numberFields.tsx';
import { CallNotices } from './CallNotices.tsx';
import { Notice } from '../parts/notices.tsx';
import { Reading } from '../parts/Reading.tsx';
import { t } from '../texts/index.ts';
import { useCalls } from './useCalls.ts';

const outputs = [
  { name: 'PV1', get: 'get_pv1()', set: 'set_pv1', unit: 'V', min: -5, max: 5, step: 0.05 },
  { name: 'PV2', get: 'get_pv2()', set: 'set_pv2', unit: 'V', min: -3.3, max: 3.3, step: 0.05 },
  { name: 'PV3', get: 'get_pv3()', set: 'set_pv3', unit: 'V', min: 0, max: 3.3, step: 0.05 },
  { name: 'PCS', get: 'get_pcs()', set: 'set_pcs', unit: 'A', min: 0, max: 0.0033, step: 0.00005 },
] as const;

export function Supply(_: RouteProps): JSX.Element {
  const [wanted, setWanted] = useState<Record<string, number>>({ PV1: 0, PV2: 0, PV3: 0, PCS: 0 });
  const [actual, setActual] = useState<Record<string, number | null>>({});
  const { call, error, warnings, isBusy } = useCalls();
  /** The slider stands where the output is: setting one output changes another that shares its converter. */
  const readAll = async (): Promise<void> => {
    const found: Record<string, number | null> = {};
    for (const output of outputs) {
      const result = await call(output.get);
      if (result) found[output.name] = typeof result.value === 'number' ? result.value : null;
    }
    setActual((old) => ({ ...old, ...found }));
    const values = Object.entries(found).filter((entry): entry is [string, number] => entry[1] !== null);
    setWanted((old) => ({ ...old, ...Object.fromEntries(values) }));
  };
  useEffect(() => void readAll(), []);
  const set = async (output: (typeof outputs)[number], value: number): Promise<void> => {
    if (await call(`${output.set}(${value})`)) await readAll();
  };
  const allOff = async (): Promise<void> => {
    for (const output of outputs.slice(0, 2)) await call(`${output.set}(0)`);
    await readAll();
  };
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.supply.title}</h1>
        <button type="button" class="button push" disabled={isBusy} onClick={() => void allOff()}>
          {t.supply.allOff}
        </button>
      </div>
      <Notice>{t.supply.shared}</Notice>
      <CallNotices error={error} warnings={warnings} />
      <div class="readings wide">
        {outputs.map((output, i) => (
          <section key={output.name} class={`panel channel ch${i + 1}`} aria-label={output.name}>
            <h2 class="channel-name">{output.name}</h2>
            <div>
              <span class="small muted">{t.supply.actual}</span>
              <Reading value={actual[output.name] ?? null} unit={output.unit} />
            </div>
            <Field label={t.value}>
              {(id) => (
                <input
                  id={id}
                  type="range"
                  min={output.min}
                  max={output.max}
                  step={output.step}
                  value={wanted[output.name]}
                  onInput={(e) => setWanted({ ...wanted, [output.name]: Number(e.currentTarget.value) })}
                  onChange={(e) => void set(output, Number(e.currentTarget.value))}
                />
              )}
            </Field>
            <NumberField
              label={t.value}
              value={wanted[output.name] ?? 0}
              unit={output.unit}
              min={output.min}
              max={output.max}
              onChange={(value) => {
                setWanted({ ...wanted, [output.name]: value });
                void set(output, value);
              }}
            />
          </section>
        ))}
      </div>
    </div>
  );
}

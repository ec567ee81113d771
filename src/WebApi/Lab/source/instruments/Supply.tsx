import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { CallNotices } from './CallNotices.tsx';
import { Notice } from '../parts/notices.tsx';
import { t } from '../texts/index.ts';
import { OutputPanel, type SupplyOutput } from './supply/OutputPanel.tsx';
import { useCalls } from './useCalls.ts';

const outputs: readonly SupplyOutput[] = [
  { name: 'PV1', get: 'get_pv1()', set: 'set_pv1', unit: 'V', step: 0.05 },
  { name: 'PV2', get: 'get_pv2()', set: 'set_pv2', unit: 'V', step: 0.05 },
  { name: 'PV3', get: 'get_pv3()', set: 'set_pv3', unit: 'V', step: 0.05 },
  { name: 'PCS', get: 'get_pcs()', set: 'set_pcs', unit: 'A', step: 0.00005 },
];

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
  const set = async (output: SupplyOutput, value: number): Promise<void> => {
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
          <OutputPanel
            key={output.name}
            output={output}
            number={i + 1}
            actual={actual[output.name] ?? null}
            wanted={wanted[output.name] ?? 0}
            onMove={(value) => setWanted({ ...wanted, [output.name]: value })}
            onSet={(value) => {
              setWanted({ ...wanted, [output.name]: value });
              void set(output, value);
            }}
          />
        ))}
      </div>
    </div>
  );
}

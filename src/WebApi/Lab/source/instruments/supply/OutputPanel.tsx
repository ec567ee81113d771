import type { JSX } from 'preact';
import { Field } from '../../parts/fields.tsx';
import { Reading } from '../../parts/Reading.tsx';
import { t } from '../../texts/index.ts';
import { ParameterField } from '../ParameterField.tsx';
import { useRange } from '../useRange.ts';

export interface SupplyOutput {
  readonly name: string;
  readonly get: string;
  readonly set: string;
  readonly unit: string;
  readonly step: number;
}

interface OutputPanelProps {
  readonly output: SupplyOutput;
  /** Which colour it has. */
  readonly number: number;
  readonly actual: number | null;
  readonly wanted: number;
  /** Called while a slider moves. */
  readonly onMove: (value: number) => void;
  readonly onSet: (value: number) => void;
}

/** An output of the power supply: what it has, and what it should have. */
export function OutputPanel({ output, number, actual, wanted, onMove, onSet }: OutputPanelProps): JSX.Element {
  const range = useRange(output.set, 'value');
  return (
    <section class={`panel channel ch${number}`} aria-label={output.name}>
      <h2 class="channel-name">{output.name}</h2>
      <div>
        <span class="small muted">{t.supply.actual}</span>
        <Reading value={actual} unit={output.unit} />
      </div>
      <Field label={t.value}>
        {(id) => (
          <input
            id={id}
            type="range"
            disabled={range === null}
            min={range?.min ?? wanted}
            max={range?.max ?? wanted}
            step={output.step}
            value={wanted}
            onInput={(e) => onMove(Number(e.currentTarget.value))}
            onChange={(e) => onSet(Number(e.currentTarget.value))}
          />
        )}
      </Field>
      <ParameterField of={[output.set, 'value']} label={t.value} value={wanted} unit={output.unit} onChange={onSet} />
    </section>
  );
}

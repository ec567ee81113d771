import type { JSX } from 'preact';
import { formatShort } from '../measure/si.ts';
import { Field } from '../parts/fields.tsx';
import { NumberField } from '../parts/numberFields.tsx';
import { useRange } from './useRange.ts';

interface ParameterFieldProps {
  /** The function and its parameter, whose limits the number has. */
  readonly of: readonly [name: string, parameter: string];
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly onChange: (value: number) => void;
}

/** A number that becomes a parameter of a function. It cannot be changed before the server has said its limits. */
export function ParameterField({ of, label, value, unit, onChange }: ParameterFieldProps): JSX.Element {
  const range = useRange(...of);
  if (range) return <NumberField label={label} value={value} unit={unit} min={range.min} max={range.max} onChange={onChange} />;
  return <Field label={label}>{(id) => <input id={id} class="input" disabled value={formatShort(value, unit, 6)} />}</Field>;
}

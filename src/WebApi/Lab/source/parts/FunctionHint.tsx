import type { JSX } from 'preact';
import type { FunctionParameter, LabFunction } from '../server/functions.ts';
import { formatSi } from '../measure/si.ts';
import { t } from '../texts/index.ts';
import type { CaretPlace } from './functionString.ts';

/** What a function does, and what the argument at the caret may be. */
export function FunctionHint({ of, place }: { of: LabFunction; place: CaretPlace }): JSX.Element {
  const parameter = place.isOpen
    ? (of.parameters.find((p) => p.name === place.keyword) ?? (place.keyword ? undefined : of.parameters[place.argument]))
    : undefined;
  return (
    <>
      <div>
        <span class="mono">
          {of.name}(
          {of.parameters.map((p, i) => (
            <span key={p.name}>
              {i > 0 && ', '}
              {p === parameter ? <b>{p.name}</b> : p.name}
              {p.required ? '' : `=${literal(p.default)}`}
            </span>
          ))}
          )
        </span>{' '}
        {of.summary}
      </div>
      {parameter && (
        <div>
          <b>{parameter.name}</b>: {parameter.summary} {describeRange(parameter)}
        </div>
      )}
    </>
  );
}

export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  return Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : String(value);
}

export function describeRange(p: FunctionParameter): string {
  if (p.choices.length > 0) return p.choices.join(' · ');
  const unit = p.unit ?? '';
  if (p.min !== null && p.max !== null) return `${format(p.min, unit)} … ${format(p.max, unit)}`;
  if (p.min !== null) return `≥ ${format(p.min, unit)}`;
  return p.unit ? `${t.unit} ${p.unit}` : '';
}

/** In the parameter's own unit, because the user types the number in it. */
const format = (value: number, unit: string): string =>
  unit ? `${value.toLocaleString('en')} ${unit}` : formatSi(value, '', 6).replace(/\.0+$/, '');

import type { JSX } from 'preact';
import { Field, Segments, SelectField } from '../../parts/fields.tsx';
import { NumberField } from '../../parts/numberFields.tsx';
import { t } from '../../texts/index.ts';
import { channelNames, type ScopeSettings, triggerPosition } from './settings.ts';

export function TriggerPanel({
  value,
  onChange,
}: {
  value: ScopeSettings['trigger'];
  onChange: (value: ScopeSettings['trigger']) => void;
}): JSX.Element {
  return (
    <section class="panel" aria-label={t.scope.trigger}>
      <h2>{t.scope.trigger}</h2>
      <SelectField
        label={t.scope.source}
        value={value.source}
        choices={channelNames.map((name) => ({ value: name, label: name }))}
        onChange={(source) => onChange({ ...value, source })}
      />
      <Segments
        label={t.scope.edge}
        value={value.edge}
        onChange={(edge) => onChange({ ...value, edge })}
        choices={[
          { value: 'rising', label: `↑ ${t.scope.rising}` },
          { value: 'falling', label: `↓ ${t.scope.falling}` },
        ]}
      />
      <NumberField
        label={t.scope.level}
        value={value.level}
        unit="V"
        min={-16}
        max={16}
        onChange={(level) => onChange({ ...value, level })}
      />
      <Field label={t.scope.triggerPosition}>
        {(id) => (
          <input
            id={id}
            type="range"
            min={0.1}
            max={0.9}
            step={0.1}
            value={triggerPosition(value)}
            aria-valuetext={`${Math.round(triggerPosition(value) * 100)} %`}
            onInput={(e) => onChange({ ...value, position: Number(e.currentTarget.value) })}
          />
        )}
      </Field>
    </section>
  );
}

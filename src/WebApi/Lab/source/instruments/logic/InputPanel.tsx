import type { JSX } from 'preact';
import { CheckField, Segments, SelectField } from '../../parts/fields.tsx';
import { Stepper } from '../../parts/numberFields.tsx';
import { stepsOf125 } from '../../measure/steps.ts';
import { t } from '../../texts/index.ts';
import { inputs, type LogicInput, type LogicTrigger, longestRecording } from './record.ts';

export interface LogicSettings {
  readonly inputs: readonly LogicInput[];
  readonly seconds: number;
  readonly trigger: LogicTrigger;
  /** Whether others may watch. Settings that were saved earlier do not have it. */
  readonly observable?: boolean;
}

const durations = stepsOf125(0.001, 5);

export function InputPanel({ value, onChange }: { value: LogicSettings; onChange: (value: LogicSettings) => void }): JSX.Element {
  const longest = longestRecording(value.inputs.length, value.trigger.source !== null);
  return (
    <section class="panel" aria-label={t.logic.channels}>
      <h2>{t.logic.channels}</h2>
      <div class="row">
        {inputs.map((name, i) => (
          <span key={name} class={`ch${i + 1}`}>
            <CheckField
              label={<span class="channel-name">{name}</span>}
              value={value.inputs.includes(name)}
              onChange={(on) => onChange({ ...value, inputs: inputs.filter((n) => (n === name ? on : value.inputs.includes(n))) })}
            />
          </span>
        ))}
      </div>
      <Stepper
        label={t.logic.wait}
        value={Math.min(value.seconds, longest)}
        steps={durations.filter((s) => s <= longest)}
        unit="s"
        onChange={(seconds) => onChange({ ...value, seconds })}
      />
      <SelectField
        label={t.scope.trigger}
        value={value.trigger.source ?? ''}
        choices={[{ value: '', label: t.logic.none }, ...value.inputs.map((name) => ({ value: name as string, label: name as string }))]}
        onChange={(source) => onChange({ ...value, trigger: { ...value.trigger, source: (source || null) as LogicInput | null } })}
      />
      {value.trigger.source && (
        <Segments
          label={t.scope.edge}
          value={value.trigger.edge}
          onChange={(edge) => onChange({ ...value, trigger: { ...value.trigger, edge } })}
          choices={[
            { value: 'rising', label: `↑ ${t.scope.rising}` },
            { value: 'falling', label: `↓ ${t.scope.falling}` },
          ]}
        />
      )}
      <CheckField
        label={t.stream.observable}
        value={value.observable ?? true}
        onChange={(observable) => onChange({ ...value, observable })}
      />
    </section>
  );
}

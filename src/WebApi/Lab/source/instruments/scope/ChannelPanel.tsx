import type { JSX } from 'preact';
import { CheckField, Field, SelectField } from '../../parts/fields.tsx';
import { Stepper } from '../../parts/numberFields.tsx';
import { fill, t } from '../../texts/index.ts';
import { type ChannelName, channelNames, type ChannelSettings, rangeFor, ranges, voltSteps } from './settings.ts';

export function ChannelPanel({
  name,
  value,
  isClipped,
  range,
  onChange,
}: {
  name: ChannelName;
  value: ChannelSettings;
  isClipped: boolean;
  /** The range that the device uses, in volts. */
  range: number | null;
  onChange: (value: ChannelSettings) => void;
}): JSX.Element {
  return (
    <section class={`panel channel ch${channelNames.indexOf(name) + 1}`} aria-label={name}>
      <div class="row apart">
        <CheckField label={<span class="channel-name">{name}</span>} value={value.on} onChange={(on) => onChange({ ...value, on })} />
        {value.on && isClipped && <span class="badge bad">{t.scope.clipped}</span>}
        {value.on && range !== null && <span class="small muted">±{range} V</span>}
      </div>
      {value.on && (
        <>
          <Stepper
            label={t.scope.perDivision}
            value={value.voltsPerDivision}
            steps={voltSteps}
            unit="V"
            onChange={(voltsPerDivision) => onChange({ ...value, voltsPerDivision })}
          />
          {(name === 'CH1' || name === 'CH2') && (
            <SelectField
              label={t.scope.range}
              value={String(value.range ?? 'scale')}
              choices={[
                { value: 'scale', label: fill(t.scope.rangeByScale, { range: rangeFor(value) }) },
                { value: 'auto', label: t.scope.rangeAuto },
                ...ranges.map((volts) => ({ value: String(volts), label: `±${volts} V` })),
              ]}
              onChange={(choice) => onChange({ ...value, range: choice === 'scale' || choice === 'auto' ? choice : Number(choice) })}
            />
          )}
          <Field label={t.scope.position}>
            {(id) => (
              <input
                id={id}
                type="range"
                min={-4}
                max={4}
                step={0.1}
                value={value.position}
                aria-valuetext={`${value.position} div`}
                onInput={(e) => onChange({ ...value, position: Number(e.currentTarget.value) })}
                onDblClick={() => onChange({ ...value, position: 0 })}
              />
            )}
          </Field>
        </>
      )}
    </section>
  );
}

import type { JSX } from 'preact';
import { CheckField, Field } from '../../parts/fields.tsx';
import { Stepper } from '../../parts/numberFields.tsx';
import { t } from '../../texts/index.ts';
import { type ChannelName, channelNames, type ChannelSettings, rangeFor, voltSteps } from './settings.ts';

export function ChannelPanel({
  name,
  value,
  isClipped,
  onChange,
}: {
  name: ChannelName;
  value: ChannelSettings;
  isClipped: boolean;
  onChange: (value: ChannelSettings) => void;
}): JSX.Element {
  return (
    <section class={`panel channel ch${channelNames.indexOf(name) + 1}`} aria-label={name}>
      <div class="row apart">
        <CheckField label={<span class="channel-name">{name}</span>} value={value.on} onChange={(on) => onChange({ ...value, on })} />
        {value.on && isClipped && <span class="badge bad">{t.scope.clipped}</span>}
        {value.on && (name === 'CH1' || name === 'CH2') && <span class="small muted">±{rangeFor(value)} V</span>}
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

import type { JSX } from 'preact';
import { CheckField, Field, Segments, SelectField } from '../../parts/fields.tsx';
import { type WindowName, windows } from '../../measure/fft.ts';
import { formatSi } from '../../measure/si.ts';
import { t } from '../../texts/index.ts';
import { activeChannels, type ScopeSettings, toTime } from './settings.ts';

export function ViewPanel({ value, onChange }: { value: ScopeSettings; onChange: (value: ScopeSettings) => void }): JSX.Element {
  return (
    <section class="panel" aria-label={t.scope.view}>
      <h2>{t.scope.view}</h2>
      <Segments
        label={t.scope.view}
        hideLabel
        value={value.view}
        onChange={(view) => onChange({ ...value, view })}
        choices={[
          { value: 'time', label: t.scope.time },
          { value: 'spectrum', label: 'FFT' },
          { value: 'xy', label: 'XY' },
        ]}
      />
      {value.view === 'spectrum' && (
        <SelectField
          label={t.scope.window}
          value={value.window}
          onChange={(window) => onChange({ ...value, window })}
          choices={(Object.keys(windows) as WindowName[]).map((name) => ({ value: name, label: t.scope.windows[name] }))}
        />
      )}
      <CheckField label={t.scope.persistence} value={value.persistence} onChange={(persistence) => onChange({ ...value, persistence })} />
      <Segments
        label={t.scope.cursors}
        value={value.cursors}
        onChange={(cursors) => onChange({ ...value, cursors })}
        choices={[
          { value: 'off', label: t.off },
          { value: 'time', label: t.scope.time },
          { value: 'voltage', label: t.scope.voltage },
        ]}
      />
      {value.cursors !== 'off' && <CursorSliders value={value} onChange={onChange} />}
    </section>
  );
}

function CursorSliders({ value, onChange }: { value: ScopeSettings; onChange: (value: ScopeSettings) => void }): JSX.Element {
  const isTime = value.cursors === 'time';
  const channel = activeChannels(value)[0] ?? 'CH1';
  const read = (at: number): number =>
    isTime ? toTime(value, at) : (at - 5 - value.channels[channel].position) * value.channels[channel].voltsPerDivision;
  const unit = isTime ? 's' : 'V';
  const difference = read(value.cursorB) - read(value.cursorA);
  return (
    <>
      {(['cursorA', 'cursorB'] as const).map((key) => (
        <Field key={key} label={`${key === 'cursorA' ? 'A' : 'B'}: ${formatSi(read(value[key]), unit)}${isTime ? '' : ` (${channel})`}`}>
          {(id) => (
            <input
              id={id}
              type="range"
              min={isTime ? 0 : 1}
              max={isTime ? 10 : 9}
              step={0.02}
              value={value[key]}
              onInput={(e) => onChange({ ...value, [key]: Number(e.currentTarget.value) })}
            />
          )}
        </Field>
      ))}
      <p>
        <b>Δ {formatSi(difference, unit)}</b>
        {isTime && difference !== 0 && <span class="muted"> · 1/Δ {formatSi(Math.abs(1 / difference), 'Hz')}</span>}
      </p>
    </>
  );
}

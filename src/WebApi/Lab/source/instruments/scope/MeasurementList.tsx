import type { JSX } from 'preact';
import { measure } from '../../measure/statistics.ts';
import { formatSi } from '../../measure/si.ts';
import { t } from '../../texts/index.ts';
import { activeChannels, channelNames, type ScopeSettings } from './settings.ts';
import { type Trace, visible } from './Trace.ts';

/** The measurements of each channel. All places exist before the first trace, so nothing moves. */
export function MeasurementList({ trace, settings }: { trace: Trace | null; settings: ScopeSettings }): JSX.Element {
  return (
    <div class="measurements card">
      {activeChannels(settings).map((name) => {
        const m = trace ? measure(visible(trace, settings, name), trace.dx) : null;
        const rows: [string, string][] = [
          ['Vpp', formatSi(m?.vpp, 'V')],
          [t.scope.mean, formatSi(m?.mean, 'V')],
          ['RMS', formatSi(m?.rms, 'V')],
          [t.scope.frequency, formatSi(m?.frequency, 'Hz')],
          [t.scope.duty, formatSi(m?.duty == null ? null : m.duty * 100, '%', 3)],
          [t.scope.min, formatSi(m?.min, 'V')],
          [t.scope.max, formatSi(m?.max, 'V')],
        ];
        return (
          <div key={name} class={`ch${channelNames.indexOf(name) + 1}`}>
            <h2 class="channel-name small">{name}</h2>
            <dl>
              {rows.map(([label, value]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </div>
        );
      })}
    </div>
  );
}

import type { JSX } from 'preact';
import { Plot } from '../../parts/Plot.tsx';
import { type Spectrum, spectrum } from '../../measure/fft.ts';
import { formatSi } from '../../measure/si.ts';
import { t } from '../../texts/index.ts';
import { activeChannels, type ScopeSettings } from './settings.ts';
import type { Trace } from './Trace.ts';

const toDbv = (amplitude: number): number => Math.max(-120, 20 * Math.log10(amplitude / Math.SQRT2 + 1e-12));

export function SpectrumView({ trace, settings }: { trace: Trace | null; settings: ScopeSettings }): JSX.Element {
  const names = activeChannels(settings);
  const spectra = names.map((name) => spectrum(trace?.channels.get(name) ?? [], trace?.dx ?? 1, settings.window));
  const series = spectra.map((s) => ({ x: Array.from(s.frequencies), y: Array.from(s.amplitudes, toDbv) }));
  return (
    <div class="card stack tight">
      <Plot series={series} names={names} xUnit="Hz" yUnit="dBV" height={390} label={t.scope.spectrum} />
      <div class="status-line">
        {names.map((name, i) => {
          const peak = findPeak(spectra[i]!);
          return (
            <span key={name}>
              {name} {t.scope.peak}: <b>{peak ? `${formatSi(peak.frequency, 'Hz')} · ${toDbv(peak.amplitude).toFixed(1)} dBV` : '—'}</b>
            </span>
          );
        })}
      </div>
    </div>
  );
}

/** The strongest line besides direct current. */
function findPeak(s: Spectrum): { frequency: number; amplitude: number } | null {
  let best = -1;
  for (let i = 2; i < s.amplitudes.length; i++) if (best < 0 || s.amplitudes[i]! > s.amplitudes[best]!) best = i;
  return best < 0 ? null : { frequency: s.frequencies[best]!, amplitude: s.amplitudes[best]! };
}

import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useSaved } from '../app/useSaved.ts';
import { download, downloadPicture } from '../parts/download.ts';
import { Segments } from '../parts/fields.tsx';
import { Stepper } from '../parts/numberFields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ErrorNotice } from '../parts/notices.tsx';
import { toCsv } from '../measure/csv.ts';
import { measure } from '../measure/statistics.ts';
import { fill, t } from '../texts/index.ts';
import { ChannelPanel } from './scope/ChannelPanel.tsx';
import { MeasurementList } from './scope/MeasurementList.tsx';
import { ScopeScreen } from './scope/ScopeScreen.tsx';
import {
  activeChannels,
  channelNames,
  defaults,
  rollSteps,
  type ScopeMode,
  type ScopeSettings,
  timeSteps,
  voltSteps,
} from './scope/settings.ts';
import { TriggerPanel } from './scope/TriggerPanel.tsx';
import { useScope } from './scope/useScope.ts';
import { ViewPanel } from './scope/ViewPanel.tsx';
import type { Trace } from './scope/Trace.ts';

export function Oscilloscope(_: RouteProps): JSX.Element {
  const [settings, setSettings] = useSaved<ScopeSettings>('scope', defaults);
  const [isRunning, setRunning] = useState(true);
  const { trace, error, framesPerSecond, isLive } = useScope(settings, isRunning, () => setRunning(false));
  const screen = useRef<HTMLDivElement>(null);
  const change = (part: Partial<ScopeSettings>): void => setSettings({ ...settings, ...part });
  const setMode = (mode: ScopeMode): void => {
    const wasRoll = settings.mode === 'roll',
      isRoll = mode === 'roll';
    change({ mode, ...(wasRoll === isRoll ? {} : { secondsPerDivision: isRoll ? 1 : 0.001 }) });
    if (mode !== 'single') setRunning(true);
  };
  const state = !isRunning
    ? t.scope.stopped
    : settings.mode === 'roll'
      ? t.scope.modes.roll
      : trace?.isTriggered
        ? t.scope.triggered
        : t.scope.waiting;
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.scope.title}</h1>
        <button type="button" class={isRunning ? 'button' : 'button main-action'} onClick={() => setRunning(!isRunning)}>
          <Icon name={isRunning ? 'stop' : 'play'} /> {isRunning ? t.stop : t.run}
        </button>
        <Segments
          label={t.scope.mode}
          hideLabel
          value={settings.mode}
          onChange={setMode}
          choices={(['auto', 'normal', 'single', 'roll'] as const).map((mode) => ({ value: mode, label: t.scope.modes[mode] }))}
        />
        <button type="button" class="button" disabled={!trace} onClick={() => trace && change(fitToScreen(trace, settings))}>
          {t.scope.autoSet}
        </button>
        <span class="push row">
          <button type="button" class="button quiet" disabled={!trace} onClick={() => trace && exportCsv(trace)}>
            CSV
          </button>
          <button type="button" class="button quiet" disabled={!trace} onClick={() => downloadPicture('oscilloscope.png', screen.current)}>
            PNG
          </button>
        </span>
      </div>
      <div class="instrument">
        <div class="stack">
          <div ref={screen}>
            <ScopeScreen trace={trace} settings={settings} onCursor={(key, at) => change({ [key]: at })} />
          </div>
          <div class="status-line">
            <span class={isRunning ? 'badge good' : 'badge'}>{state}</span>
            <span>{fill(t.scope.rate, { rate: isRunning ? framesPerSecond.toFixed(0) : '0' })}</span>
            <span>{isLive ? t.scope.live : t.scope.byCalls}</span>
          </div>
          <ErrorNotice error={error} />
          <MeasurementList trace={trace} settings={settings} />
        </div>
        <div class="controls">
          <section class="panel" aria-label={t.scope.timebase}>
            <Stepper
              label={t.scope.timebase}
              value={settings.secondsPerDivision}
              unit="s"
              steps={settings.mode === 'roll' ? rollSteps : timeSteps}
              onChange={(secondsPerDivision) => change({ secondsPerDivision })}
            />
          </section>
          {channelNames.map((name) => (
            <ChannelPanel
              key={name}
              name={name}
              value={settings.channels[name]}
              isClipped={trace?.clipped.includes(name) ?? false}
              onChange={(channel) => change({ channels: { ...settings.channels, [name]: channel } })}
            />
          ))}
          {settings.mode !== 'roll' && <TriggerPanel value={settings.trigger} onChange={(trigger) => change({ trigger })} />}
          <ViewPanel value={settings} onChange={setSettings} />
        </div>
      </div>
    </div>
  );
}

function exportCsv(trace: Trace): void {
  const names = [...trace.channels.keys()];
  const columns = names.map((name) => trace.channels.get(name)!);
  const time = Array.from(columns[0] ?? [], (_, i) => i * trace.dx);
  download('oscilloscope.csv', toCsv(['t (s)', ...names.map((name) => `${name} (V)`)], [time, ...columns]));
}

/** Scales so that each channel fills about six divisions and the first shows about three periods; the trigger is set to its middle. */
function fitToScreen(trace: Trace, settings: ScopeSettings): Partial<ScopeSettings> {
  const channels = { ...settings.channels };
  const names = activeChannels(settings);
  for (const name of names) {
    const m = measure(trace.channels.get(name) ?? [], trace.dx);
    if (!m) continue;
    const reach = Math.max(Math.abs(m.min), Math.abs(m.max));
    const volts = voltSteps.find((step) => step * 3.2 >= reach) ?? voltSteps[voltSteps.length - 1]!;
    channels[name] = { on: true, voltsPerDivision: volts, position: 0 };
  }
  const first = names[0];
  const m = first ? measure(trace.channels.get(first) ?? [], trace.dx) : null;
  if (!first || !m) return { channels };
  const wanted = m.frequency ? 3 / m.frequency / 10 : settings.secondsPerDivision;
  const secondsPerDivision = settings.mode === 'roll' ? settings.secondsPerDivision : (timeSteps.find((step) => step >= wanted) ?? 0.5);
  return {
    channels,
    secondsPerDivision,
    trigger: { ...settings.trigger, source: first, level: Number(((m.min + m.max) / 2).toPrecision(2)) },
  };
}

import type { JSX } from 'preact';
import { useRepeated } from '../app/useAsync.ts';
import { useStore } from '../app/store.ts';
import { chooseDevice, chosenDevice, type Device, devices, loadDevices } from '../server/devices.ts';
import { fill, t } from '../texts/index.ts';
import { formatSi } from '../measure/si.ts';

/** The chosen device in the bar: its name, whether it is real, and the queue. */
export function DeviceStatus(): JSX.Element | null {
  const all = useStore(devices);
  const chosen = useStore(chosenDevice);
  useRepeated(loadDevices, 5000, []);
  const device = all.find((d) => d.name === chosen);
  return (
    <>
      <select class="select device-choice" aria-label={t.device} value={chosen} onChange={(e) => chooseDevice(e.currentTarget.value)}>
        {all.map((d) => (
          <option key={d.name} value={d.name}>
            {d.name}
          </option>
        ))}
      </select>
      {device && <KindBadge device={device} />}
      {device && <QueueText device={device} />}
    </>
  );
}

/** The state in the user's language. A newer server may know others. */
export const describeState = (state: string): string => (t.devices.states as Readonly<Record<string, string>>)[state] ?? state;

export function KindBadge({ device }: { device: Device }): JSX.Element {
  if (device.state !== 'ready' && device.state !== 'busy') return <span class="badge bad">{describeState(device.state)}</span>;
  return device.is_virtual ? (
    <span class="badge accent" title={t.virtualAbout}>
      {t.virtual}
    </span>
  ) : (
    <span class="badge good">{t.real}</span>
  );
}

export function QueueText({ device }: { device: Device }): JSX.Element | null {
  const { waiting, position, expected_wait_ms: wait } = device.queue;
  if (position !== null && position > 0)
    return <span class="badge warn queue">{fill(t.queuePosition, { position, wait: formatSi(wait / 1000, 's', 2) })}</span>;
  return waiting > 0 ? <span class="badge queue">{fill(t.queueWaiting, { waiting })}</span> : null;
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useRepeated } from '../app/useAsync.ts';
import { toHex } from '../decode/LogicTrace.ts';
import { CheckField } from '../parts/fields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Empty, ErrorNotice } from '../parts/notices.tsx';
import { Reading } from '../parts/Reading.tsx';
import { t } from '../texts/index.ts';
import { type Bus, type Sensor, type SensorReading, sensors } from './sensors/sensors.ts';
import { type Calls, useCalls } from './useCalls.ts';

export function Sensors(_: RouteProps): JSX.Element {
  const [addresses, setAddresses] = useState<readonly number[] | null>(null);
  const { call, error, isBusy } = useCalls();
  const scan = async (): Promise<void> => {
    const result = await call('i2c_scan()');
    if (result) setAddresses((result.value as number[]).map(Number));
  };
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.sensors.title}</h1>
        <button type="button" class="button main-action" disabled={isBusy} onClick={() => void scan()}>
          <Icon name="sensor" /> {t.sensors.scan}
        </button>
      </div>
      <ErrorNotice error={error} />
      {addresses === null && <Empty>{t.sensors.about}</Empty>}
      {addresses?.length === 0 && <Empty>{t.sensors.none}</Empty>}
      {addresses?.map((address) => {
        const sensor = sensors.find((s) => s.address === address);
        return sensor ? (
          <SensorPanel key={address} sensor={sensor} />
        ) : (
          <section key={address} class="card row">
            <h2>0x{toHex(address)}</h2>
            <span class="muted">{t.sensors.unknown}</span>
          </section>
        );
      })}
    </div>
  );
}

function SensorPanel({ sensor }: { sensor: Sensor }): JSX.Element {
  const { call, error } = useCalls();
  const [isLive, setLive] = useState(true);
  const [isStarted, setStarted] = useState(false);
  const [readings, setReadings] = useState<readonly SensorReading[]>([]);
  useRepeated(
    async () => {
      if (!isLive) return;
      const bus = toBus(sensor.address, call);
      if (!isStarted) {
        await sensor.start(bus);
        setStarted(true);
      }
      setReadings(await sensor.read(bus));
    },
    500,
    [isLive, isStarted, call],
  );
  return (
    <section class="card stack" aria-label={sensor.name}>
      <div class="row apart">
        <h2>
          {sensor.name} <span class="muted small">0x{toHex(sensor.address)}</span>
        </h2>
        <CheckField label={t.sensors.live} value={isLive} onChange={setLive} />
      </div>
      <ErrorNotice error={error} />
      <div class="readings">
        {readings.map((r) => (
          <div key={r.name}>
            <span class="small muted">{r.name}</span>
            <Reading value={r.value} unit={r.unit} />
          </div>
        ))}
      </div>
    </section>
  );
}

function toBus(address: number, call: Calls['call']): Bus {
  const must = async (text: string): Promise<unknown> => {
    const result = await call(text);
    if (!result) throw new Error(text);
    return result.value;
  };
  return {
    read: async (register, count) => (await must(`i2c_read(${address}, ${register}, ${count})`)) as number[],
    write: (register, data) => must(`i2c_write(${address}, ${register}, [${data.join(', ')}])`),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}

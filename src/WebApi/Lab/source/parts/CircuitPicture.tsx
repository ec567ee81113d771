import type { JSX } from 'preact';
import { useStore } from '../app/store.ts';
import { useAsync } from '../app/useAsync.ts';
import { useSaved } from '../app/useSaved.ts';
import { loadCircuits } from '../server/circuits.ts';
import { chosenDevice, circuitOf, devices } from '../server/devices.ts';
import { t } from '../texts/index.ts';
import { Wiring } from './Wiring.tsx';

/** What is connected to the chosen device, folded away unless the user wants it. */
export function CircuitPicture(): JSX.Element | null {
  const name = useStore(chosenDevice);
  const device = useStore(devices).find((d) => d.name === name);
  const circuits = useAsync(loadCircuits, []);
  const [isOpen, setOpen] = useSaved('circuit-open', false);
  const circuit = circuits.value?.find((c) => c.name === (device && circuitOf(device)));
  if (!circuit) return null;
  return (
    <details class="card" open={isOpen} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        {t.devices.circuit}: {circuit.description || circuit.name}
      </summary>
      <Wiring circuit={circuit} />
    </details>
  );
}

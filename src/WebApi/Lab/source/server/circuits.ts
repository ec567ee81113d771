import { deviceUrl } from './devices.ts';
import { request } from './http.ts';

/** One part of a circuit. `from` and `to` are pins of the board or names of other nodes. */
export interface Part {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly value: number | string | null;
  readonly unit?: string | null;
}

export interface Circuit {
  readonly name: string;
  readonly description: string;
  readonly parts: readonly Part[];
}

let circuits: Promise<readonly Circuit[]> | null = null;

/** The circuits that a virtual device can have. Empty where the server has none. */
export function loadCircuits(): Promise<readonly Circuit[]> {
  circuits ??= request<{ circuits: Circuit[] }>('GET', '/v1/lab/circuits').then(
    (answer) => answer.circuits,
    () => [],
  );
  return circuits;
}

export const chooseCircuit = (device: string, circuit: string | null): Promise<unknown> =>
  request('PUT', `${deviceUrl(device)}/circuit`, { circuit });

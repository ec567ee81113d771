import { createStore } from '../app/store.ts';
import { readSaved, save } from '../app/saved.ts';
import { request } from './http.ts';

export interface Queue {
  readonly waiting: number;
  readonly is_busy: boolean;
  readonly position: number | null;
  readonly expected_wait_ms: number;
}

export interface Device {
  readonly name: string;
  readonly state: string;
  readonly kind: string;
  readonly is_virtual: boolean;
  readonly board: string | null;
  readonly firmware: string | null;
  readonly fault: string | null;
  /** The circuit that the user chose for a virtual device; null for the configured one. */
  readonly circuit?: string | null;
  readonly configured_circuit?: string | null;
  readonly circuits_selectable?: boolean;
  readonly queue: Queue;
}

/** The name of the circuit that the user's calls meet; null if it is not one of the catalogue. */
export const circuitOf = (device: Device): string | null => device.circuit ?? device.configured_circuit ?? null;

export const devices = createStore<readonly Device[]>([]);
export const chosenDevice = createStore<string>(readSaved('device', ''));

/**
 * Whether the list of devices was loaded, or could not be. True from the start if the browser remembers a device. A call before would go to
 * none.
 */
export const isDeviceListSettled = createStore(chosenDevice.get() !== '');

export async function loadDevices(): Promise<void> {
  const answer = await request<{ devices: Device[] }>('GET', '/v1/lab/devices').catch((error: unknown) => {
    isDeviceListSettled.set(true); // the page says what is wrong
    throw error;
  });
  devices.set(answer.devices);
  if (!answer.devices.some((d) => d.name === chosenDevice.get())) chosenDevice.set(answer.devices[0]?.name ?? '');
  isDeviceListSettled.set(true);
}

export function chooseDevice(name: string): void {
  save('device', name);
  chosenDevice.set(name);
}

export const deviceUrl = (name: string): string => `/v1/lab/devices/${encodeURIComponent(name)}`;

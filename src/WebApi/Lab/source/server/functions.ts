import { t } from '../texts/index.ts';
import { chosenDevice, deviceUrl } from './devices.ts';
import { request } from './http.ts';

export interface FunctionParameter {
  readonly name: string;
  readonly kind: string;
  readonly summary: string;
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly choices: readonly string[];
  readonly default: unknown;
  readonly required: boolean;
}

export interface LabFunction {
  readonly name: string;
  readonly group: string;
  readonly signature: string;
  readonly summary: string;
  readonly details: string | null;
  readonly example: string;
  readonly aliases: readonly string[];
  readonly withdrawn: string | null;
  readonly parameters: readonly FunctionParameter[];
  readonly result: { readonly kind: string; readonly columns: readonly Column[] };
}

export interface Column {
  readonly name: string;
  readonly unit: string | null;
  readonly clipped?: boolean;
  readonly range?: readonly number[];
}

export interface FunctionResult {
  readonly shape: 'nothing' | 'number' | 'text' | 'flag' | 'array' | 'arrays' | 'tuple' | 'named';
  readonly unit?: string | null;
  readonly columns?: readonly Column[];
  readonly value: unknown;
  readonly text: string;
  readonly warnings?: readonly string[];
}

export interface FunctionCall {
  readonly call: string;
  readonly function: string;
  readonly result: FunctionResult;
  readonly notice?: string;
  /** Whether the device was made safe since the last call of this page, for example for another user's turn. */
  readonly hasLostSettings: boolean;
  readonly waited_ms: number;
  readonly took_ms: number;
}

type Answer = Omit<FunctionCall, 'hasLostSettings'> & { readonly started_safe?: boolean };

let catalogue: Promise<readonly LabFunction[]> | null = null;

/** The functions that can be called. Asked once; an error is forgotten. */
export function loadCatalogue(): Promise<readonly LabFunction[]> {
  catalogue ??= request<{ functions: LabFunction[] }>('GET', '/v1/lab/functions').then((answer) =>
    answer.functions.filter((f) => !f.withdrawn),
  );
  catalogue.catch(() => {
    catalogue = null;
  });
  return catalogue;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The limits of a parameter as the server states them; null if there is no such parameter or limit. */
export async function findRange(name: string, parameter: string): Promise<Range | null> {
  const found = (await loadCatalogue()).find((f) => f.name === name || f.aliases.includes(name));
  const { min = null, max = null } = found?.parameters.find((p) => p.name === parameter) ?? {};
  return min === null || max === null ? null : { min, max };
}

/** The devices that this page has called. A first call finds the device in its safe state without having lost anything. */
const called = new Set<string>();

/** @param circuit the circuit of a virtual device for this call; null for the user's choice */
export async function callFunction(
  text: string,
  device: string = chosenDevice.get(),
  signal?: AbortSignal,
  circuit: string | null = null,
): Promise<FunctionCall> {
  const body = circuit === null ? { function: text } : { function: text, circuit };
  const call = await request<Answer>('POST', `${deviceUrl(device)}/functions`, body, signal ? { signal } : {});
  const hasLost = call.started_safe === true && called.has(device);
  called.add(device);
  return { ...call, hasLostSettings: hasLost, ...(hasLost && !call.notice ? { notice: t.settingsLost } : {}) };
}

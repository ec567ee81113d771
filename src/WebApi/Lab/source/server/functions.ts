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
  readonly waited_ms: number;
  readonly took_ms: number;
}

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

export function callFunction(text: string, device: string = chosenDevice.get(), signal?: AbortSignal): Promise<FunctionCall> {
  return request('POST', `${deviceUrl(device)}/functions`, { function: text }, signal ? { signal } : {});
}

/** Calls a function that returns one number. */
export async function readNumber(text: string, signal?: AbortSignal): Promise<number> {
  const { result } = await callFunction(text, undefined, signal);
  return typeof result.value === 'number' ? result.value : result.text.includes('∞') ? Infinity : NaN;
}

/** Calls a function that returns columns of numbers. */
export async function readColumns(text: string, signal?: AbortSignal): Promise<number[][]> {
  return (await callFunction(text, undefined, signal)).result.value as number[][];
}

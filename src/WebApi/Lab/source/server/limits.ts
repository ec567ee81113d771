import { request } from './http.ts';

export interface Limits {
  readonly scripts?: { readonly available: boolean; readonly reason: string | null } & Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

/** What a user may use, as the server says it; null where it has no such route. */
export const loadLimits = (): Promise<Limits | null> => request<Limits>('GET', '/v1/lab/limits').catch(() => null);

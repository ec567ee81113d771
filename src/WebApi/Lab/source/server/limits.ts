import { request } from './http.ts';

export interface Limits {
  readonly scripts?: { readonly available: boolean; readonly reason: string | null; readonly verified?: boolean } & Readonly<
    Record<string, unknown>
  >;
  readonly calls?: Readonly<Record<string, unknown>>;
  readonly streams?: Readonly<Record<string, unknown>>;
  readonly bookings?: { readonly booking_minutes: number; readonly bookings_per_user: number; readonly booking_days_ahead: number };
  readonly [name: string]: unknown;
}

/** What a user may use, as the server says it; null where it has no such route. */
export const loadLimits = (): Promise<Limits | null> => request<Limits>('GET', '/v1/lab/limits').catch(() => null);

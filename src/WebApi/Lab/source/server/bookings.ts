import { createResource, deleteResource, listAll, type Page } from './resources.ts';

export interface Booking {
  readonly id: string;
  readonly device: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Null for bookings of others: only their user and staff see it. */
  readonly user?: string | null;
}

const url = '/v1/lab/bookings';

export function listBookings(device: string, from: Date, to: Date): Promise<Page<Booking>> {
  const filter = [
    { name: 'device', op: 'eq', val: device },
    { name: 'ends-at', op: 'gt', val: from.toISOString() },
    { name: 'starts-at', op: 'lt', val: to.toISOString() },
  ];
  return listAll<Booking>(url, { filter: JSON.stringify(filter), sort: 'starts-at', include: 'user' });
}

/** @param group the class that a teacher books for, else null */
export const createBooking = (device: string, startsAt: Date, endsAt: Date, group: string | null): Promise<Booking> =>
  createResource<Booking>(
    url,
    'booking',
    { device, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    group === null ? {} : { class: { type: 'lab-class', id: group } },
  );

export const deleteBooking = (id: string): Promise<unknown> => deleteResource(url, id);

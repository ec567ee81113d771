import { createResource, deleteResource, listResources, type Page } from './resources.ts';

export interface Booking {
  readonly id: string;
  readonly device: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly user?: string | null;
}

const url = '/v1/lab/bookings';

export function listBookings(device: string, from: Date, to: Date): Promise<Page<Booking>> {
  const filter = [
    { name: 'device', op: 'eq', val: device },
    { name: 'ends-at', op: 'gt', val: from.toISOString() },
    { name: 'starts-at', op: 'lt', val: to.toISOString() },
  ];
  return listResources<Booking>(url, { filter: JSON.stringify(filter), sort: 'starts-at', include: 'user', 'page[size]': '100' });
}

export const createBooking = (device: string, startsAt: Date, endsAt: Date): Promise<Booking> =>
  createResource<Booking>(url, 'booking', { device, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() });

export const deleteBooking = (id: string): Promise<unknown> => deleteResource(url, id);

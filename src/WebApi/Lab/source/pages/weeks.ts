export function addDays(day: Date, count: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + count);
}

export function mondayOf(day: Date): Date {
  return addDays(day, -((day.getDay() + 6) % 7));
}

const quarter = 15 * 60_000;

/** The quarters of an hour at which a booking can begin: not booked, and not before the current quarter. */
export function freeStarts(hour: Date, bookings: readonly { readonly startsAt: string; readonly endsAt: string }[], now: Date): Date[] {
  return [0, 1, 2, 3]
    .map((i) => new Date(hour.getTime() + i * quarter))
    .filter((from) => from.getTime() + quarter > now.getTime())
    .filter((from) => !bookings.some((b) => new Date(b.startsAt) <= from && new Date(b.endsAt) > from));
}

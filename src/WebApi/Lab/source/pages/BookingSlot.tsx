import type { JSX } from 'preact';
import type { Booking } from '../server/bookings.ts';
import { fill, language, t } from '../texts/index.ts';
import { freeStarts } from './weeks.ts';

interface SlotProps {
  /** The beginning of the hour. */
  readonly from: Date;
  readonly bookings: readonly Booking[];
  /** The id of the user. */
  readonly user: string;
  readonly onBook: (hour: Date) => void;
  readonly onCancel: (booking: Booking) => void;
}

/** One hour of one day, with its bookings and a button if a quarter of it is free. */
export function BookingSlot({ from, bookings, user, onBook, onCancel }: SlotProps): JSX.Element {
  const to = new Date(from.getTime() + 3_600_000);
  const here = bookings.filter((b) => new Date(b.startsAt) < to && new Date(b.endsAt) > from);
  const place = { day: from.toLocaleDateString(language.get()), time: from.toLocaleTimeString(language.get(), { timeStyle: 'short' }) };
  if (to <= new Date() && here.length === 0) return <td class="past" />;
  return (
    <td>
      {here.map((booking) => {
        const times = `${toTime(booking.startsAt)}–${toTime(booking.endsAt)}`;
        if (booking.user !== user || new Date(booking.endsAt) < new Date())
          return (
            <span key={booking.id} class="taken" title={times}>
              {t.bookings.taken} {times}
            </span>
          );
        return (
          <button
            key={booking.id}
            type="button"
            class="mine"
            aria-label={`${t.bookings.mine} ${times}. ${fill(t.bookings.cancelSlot, place)}`}
            title={t.bookings.cancel}
            onClick={() => onCancel(booking)}
          >
            {t.bookings.mine} {times}
          </button>
        );
      })}
      {freeStarts(from, here, new Date()).length > 0 && (
        <button type="button" class="free" aria-label={fill(t.bookings.freeSlot, place)} onClick={() => onBook(from)} />
      )}
    </td>
  );
}

const toTime = (instant: string): string => new Date(instant).toLocaleTimeString(language.get(), { timeStyle: 'short' });

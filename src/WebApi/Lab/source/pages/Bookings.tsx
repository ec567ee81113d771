import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { useAsync } from '../app/useAsync.ts';
import { ConfirmDialog } from '../parts/Dialog.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { type Booking, deleteBooking, listBookings } from '../server/bookings.ts';
import { chosenDevice } from '../server/devices.ts';
import { ServerError } from '../server/http.ts';
import { loadLimits } from '../server/limits.ts';
import { session } from '../server/session.ts';
import { fill, formatTime, language, t } from '../texts/index.ts';
import { BookingDialog } from './BookingDialog.tsx';
import { BookingSlot } from './BookingSlot.tsx';
import { addDays, mondayOf } from './weeks.ts';

const hours = Array.from({ length: 24 }, (_, i) => i);
const firstShownHour = 7;

/** The week of a device. A free hour opens the form of a booking; an own booking can be cancelled. */
export function Bookings(_: RouteProps): JSX.Element {
  const device = useStore(chosenDevice);
  const me = useStore(session)?.id;
  const [week, setWeek] = useState(mondayOf(new Date()));
  const [error, setError] = useState<ServerError | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const [wanted, setWanted] = useState<Date | null>(null);
  const [cancelled, setCancelled] = useState<Booking | null>(null);
  const limits = useAsync(loadLimits, []).value?.bookings;
  const bookings = useAsync(
    async () => (device ? (await listBookings(device, week, addDays(week, 7))).rows : []),
    [device, week.getTime()],
  );
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = box.current?.querySelector<HTMLElement>(`tr[data-hour="${firstShownHour}"]`);
    if (box.current && row) box.current.scrollTop = row.offsetTop - 40;
  }, []);
  const days = Array.from({ length: 7 }, (_, i) => addDays(week, i));
  const cancel = async (booking: Booking): Promise<void> => {
    setCancelled(null);
    setMessage(null);
    try {
      await deleteBooking(booking.id);
      setError(null);
      bookings.reload();
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  const dayName = new Intl.DateTimeFormat(language.get(), { weekday: 'short', day: 'numeric', month: 'numeric' });
  return (
    <div class="stack">
      <h1>
        {t.bookings.title}: {device}
      </h1>
      <p class="muted">
        {t.bookings.about}{' '}
        {limits &&
          fill(t.bookings.limits, {
            minutes: limits.booking_minutes,
            days: limits.booking_days_ahead,
            count: limits.bookings_per_user,
          })}
      </p>
      <div class="row">
        <button type="button" class="button" onClick={() => setWeek(addDays(week, -7))}>
          ← {t.bookings.previous}
        </button>
        <b>{fill(t.bookings.week, { day: dayName.format(week) })}</b>
        <button type="button" class="button" onClick={() => setWeek(addDays(week, 7))}>
          {t.bookings.next} →
        </button>
      </div>
      {message && <Notice kind="good">{message}</Notice>}
      <ErrorNotice error={error ?? bookings.error} />
      <div ref={box} class="calendar card" tabIndex={0} role="group" aria-label={t.bookings.title}>
        <table>
          <thead>
            <tr>
              <td />
              {days.map((day) => (
                <th key={day.getTime()} scope="col">
                  {dayName.format(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour} data-hour={hour}>
                <th scope="row" class="time">
                  {String(hour).padStart(2, '0')}:00
                </th>
                {days.map((day) => (
                  <BookingSlot
                    key={day.getTime()}
                    from={new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour)}
                    bookings={bookings.value ?? []}
                    user={me ?? ''}
                    onBook={setWanted}
                    onCancel={setCancelled}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {wanted && (
        <BookingDialog
          device={device}
          hour={wanted}
          bookings={bookings.value ?? []}
          longest={limits?.booking_minutes ?? 120}
          onBooked={(from) => {
            setWanted(null);
            setMessage(fill(t.bookings.booked, { device, from: formatTime(from) }));
            bookings.reload();
          }}
          onClose={() => setWanted(null)}
        />
      )}
      {cancelled && (
        <ConfirmDialog
          text={fill(t.bookings.confirmCancel, { from: formatTime(cancelled.startsAt) })}
          action={t.bookings.cancel}
          cancel={t.bookings.keep}
          onConfirm={() => void cancel(cancelled)}
          onClose={() => setCancelled(null)}
        />
      )}
    </div>
  );
}

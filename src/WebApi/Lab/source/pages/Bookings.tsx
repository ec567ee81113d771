import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { useAsync } from '../app/useAsync.ts';
import { SelectField } from '../parts/fields.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { type Booking, createBooking, deleteBooking, listBookings } from '../server/bookings.ts';
import { chosenDevice } from '../server/devices.ts';
import { ServerError } from '../server/http.ts';
import { fill, formatTime, language, t } from '../texts/index.ts';
import { addDays, mondayOf } from './weeks.ts';

const hours = Array.from({ length: 16 }, (_, i) => i + 7);

export function Bookings(_: RouteProps): JSX.Element {
  const device = useStore(chosenDevice);
  const [week, setWeek] = useState(mondayOf(new Date()));
  const [length, setLength] = useState(60);
  const [error, setError] = useState<ServerError | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const bookings = useAsync(
    async () => (device ? (await listBookings(device, week, addDays(week, 7))).rows : []),
    [device, week.getTime()],
  );
  const days = Array.from({ length: 7 }, (_, i) => addDays(week, i));
  const change = async (work: () => Promise<string | null>): Promise<void> => {
    setError(null);
    try {
      setMessage(await work());
      bookings.reload();
    } catch (e) {
      setMessage(null);
      setError(ServerError.from(e));
    }
  };
  const book = (from: Date): Promise<void> =>
    change(async () => {
      await createBooking(device, from, new Date(from.getTime() + length * 60_000));
      return fill(t.bookings.booked, { device, from: formatTime(from) });
    });
  const cancel = (id: string): Promise<void> =>
    change(async () => {
      await deleteBooking(id);
      return null;
    });
  const dayName = new Intl.DateTimeFormat(language.get(), { weekday: 'short', day: 'numeric', month: 'numeric' });
  return (
    <div class="stack">
      <h1>
        {t.bookings.title}: {device}
      </h1>
      <p class="muted">{t.bookings.about}</p>
      <div class="row">
        <button type="button" class="button" onClick={() => setWeek(addDays(week, -7))}>
          ← {t.bookings.previous}
        </button>
        <b>{fill(t.bookings.week, { day: dayName.format(week) })}</b>
        <button type="button" class="button" onClick={() => setWeek(addDays(week, 7))}>
          {t.bookings.next} →
        </button>
        <SelectField
          label={t.bookings.length}
          value={length}
          onChange={setLength}
          choices={[15, 30, 45, 60, 90, 120].map((minutes) => ({ value: minutes, label: fill(t.bookings.minutes, { count: minutes }) }))}
        />
      </div>
      {message && <Notice kind="good">{message}</Notice>}
      <ErrorNotice error={error ?? bookings.error} />
      <div class="calendar card" tabIndex={0} role="group" aria-label={t.bookings.title}>
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
              <tr key={hour}>
                <th scope="row" class="time">
                  {String(hour).padStart(2, '0')}:00
                </th>
                {days.map((day) => (
                  <Slot
                    key={day.getTime()}
                    from={new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour)}
                    bookings={bookings.value ?? []}
                    onBook={book}
                    onCancel={cancel}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** One hour of one day. A booking that touches it fills it. */
function Slot({
  from,
  bookings,
  onBook,
  onCancel,
}: {
  from: Date;
  bookings: readonly Booking[];
  onBook: (from: Date) => Promise<void>;
  onCancel: (id: string) => Promise<void>;
}): JSX.Element {
  const to = new Date(from.getTime() + 3_600_000);
  const booking = bookings.find((b) => new Date(b.startsAt) < to && new Date(b.endsAt) > from);
  const place = { day: from.toLocaleDateString(language.get()), time: from.toLocaleTimeString(language.get(), { timeStyle: 'short' }) };
  if (booking?.user) {
    const toTime = (instant: string) => new Date(instant).toLocaleTimeString(language.get(), { timeStyle: 'short' });
    const text = `${t.bookings.mine} ${toTime(booking.startsAt)}–${toTime(booking.endsAt)}`;
    return (
      <td class="mine">
        <button
          type="button"
          aria-label={`${text}. ${fill(t.bookings.cancelSlot, place)}`}
          title={t.bookings.cancel}
          onClick={() => void onCancel(booking.id)}
        >
          {text}
        </button>
      </td>
    );
  }
  if (booking) return <td class="taken">{t.bookings.taken}</td>;
  if (to < new Date()) return <td class="past" />;
  return (
    <td>
      <button type="button" aria-label={fill(t.bookings.freeSlot, place)} onClick={() => void onBook(from)} />
    </td>
  );
}

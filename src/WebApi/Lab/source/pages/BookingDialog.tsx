import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useAsync } from '../app/useAsync.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { SelectField } from '../parts/fields.tsx';
import { ErrorNotice } from '../parts/notices.tsx';
import { type Booking, createBooking } from '../server/bookings.ts';
import { isTaught, listClasses } from '../server/classes.ts';
import { ServerError } from '../server/http.ts';
import { fill, formatTime, language, t } from '../texts/index.ts';
import { freeStarts } from './weeks.ts';

interface BookingProps {
  readonly device: string;
  readonly hour: Date;
  readonly bookings: readonly Booking[];
  /** Minutes. */
  readonly longest: number;
  readonly onBooked: (from: Date) => void;
  readonly onClose: () => void;
}

const lengths = [15, 30, 45, 60, 90, 120, 180, 240];

/** Asks for the quarter of an hour, the length, and for teachers the class of a booking. */
export function BookingDialog({ device, hour, bookings, longest, onBooked, onClose }: BookingProps): JSX.Element {
  const starts = freeStarts(hour, bookings, new Date());
  const [start, setStart] = useState(starts[0]?.getTime() ?? hour.getTime());
  const [length, setLength] = useState(Math.min(60, longest));
  const [group, setGroup] = useState('');
  const [error, setError] = useState<ServerError | null>(null);
  const taught = useAsync(listClasses, []).value?.rows.filter(isTaught) ?? [];
  const book = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      const from = new Date(start);
      await createBooking(device, from, new Date(start + length * 60_000), group || null);
      onBooked(from);
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  return (
    <Dialog label={fill(t.bookings.form, { device })} onClose={onClose}>
      <form class="stack" onSubmit={(e) => void book(e)}>
        <h2>{fill(t.bookings.form, { device })}</h2>
        <p>{formatTime(new Date(start))}</p>
        <SelectField
          label={t.bookings.start}
          value={start}
          onChange={setStart}
          choices={starts.map((from) => ({
            value: from.getTime(),
            label: from.toLocaleTimeString(language.get(), { timeStyle: 'short' }),
          }))}
        />
        <SelectField
          label={t.bookings.length}
          value={length}
          onChange={setLength}
          choices={lengths.filter((m) => m <= longest).map((m) => ({ value: m, label: fill(t.bookings.minutes, { count: m }) }))}
        />
        {taught.length > 0 && (
          <SelectField
            label={t.bookings.for}
            value={group}
            onChange={setGroup}
            choices={[{ value: '', label: t.bookings.me }, ...taught.map((c) => ({ value: c.id, label: c.name }))]}
          />
        )}
        <ErrorNotice error={error} />
        <div class="row">
          <button class="button main-action">{t.bookings.book}</button>
          <button type="button" class="button" onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

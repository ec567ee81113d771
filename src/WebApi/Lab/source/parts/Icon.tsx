import type { JSX } from 'preact';

const paths = {
  home: 'M3 11l9-8 9 8M5 10v10h5v-6h4v6h5V10',
  scope: 'M3 5h18v14H3zM5 13c2 0 2-5 4-5s3 8 5 8 2-4 5-4',
  wave: 'M2 12c2.5 0 2.5-7 5-7s2.5 14 5 14 2.5-14 5-14 2.5 7 5 7',
  pulse: 'M2 17h4V7h5v10h4V7h5v10h2',
  supply: 'M12 3v6M7 6a8 8 0 1 0 10 0M9 14h6',
  meter: 'M4 17a8 8 0 1 1 16 0zM12 17l4-6',
  logic: 'M2 8h4V4h5v4h4V4h5M2 18h7v-4h4v4h9',
  sensor: 'M12 14V4a2 2 0 0 0-4 0v10a4 4 0 1 0 4 0zM16 6h4M16 10h4',
  logger: 'M4 20V4M4 20h16M7 15l4-5 3 3 5-7',
  bode: 'M4 20V4M4 20h16M6 8h6c3 0 4 8 8 8',
  script: 'M8 7l-5 5 5 5M16 7l5 5-5 5M14 4l-4 16',
  lesson: 'M12 6c-3-2-6-2-9-1v13c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zM12 6v13',
  runs: 'M5 4h14v16H5zM9 9l6 3-6 3z',
  device: 'M5 6h14v12H5zM8 6V3M12 6V3M16 6V3M8 21v-3M12 21v-3M16 21v-3',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  eye: 'M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  class: 'M2 9l10-5 10 5-10 5zM6 11v6c4 3 8 3 12 0v-6',
  play: 'M7 4l13 8-13 8z',
  stop: 'M6 6h12v12H6z',
  edit: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  bin: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v6M14 11v6',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  menu: 'M3 6h18M3 12h18M3 18h18',
  moon: 'M20 14A8 8 0 1 1 10 4a7 7 0 0 0 10 10z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  book: 'M5 4h12a2 2 0 0 1 2 2v14H7a2 2 0 0 1-2-2zM5 18a2 2 0 0 1 2-2h12',
  cross: 'M6 6l12 12M18 6L6 18',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20c1-4 4-6 8-6s7 2 8 6',
  out: 'M10 4H4v16h6M9 12h12M17 8l4 4-4 4',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside a text, which names it. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

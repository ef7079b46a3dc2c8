import type { JSX } from 'preact';

/** The paths of each icon, in a square of 24, drawn with a line. */
const PATHS = {
  agents:
    'M12 3v3M7 6h10a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3ZM9 11.5v1.5M15 11.5v1.5M2 12v2M22 12v2',
  workflows: 'M3 4h6v6H3zM15 4h6v6h-6zM15 15h6v6h-6zM9 7h6M12 7v8a3 3 0 0 0 3 3',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM16 16l4.5 4.5',
  send: 'M12 19V5M5.5 11.5 12 5l6.5 6.5',
  stop: 'M7 7h10v10H7z',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  plus: 'M12 5v14M5 12h14',
  play: 'M7 4.5v15l12-7.5z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6 6l12 12M18 6 6 18',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 8v4.5l3 1.5',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20a7.5 7.5 0 0 1 15 0',
  tool: 'M14.5 6.5a4 4 0 0 0-5 5L4 17l3 3 5.5-5.5a4 4 0 0 0 5-5L15 12l-3-3z',
  alert: 'M12 4 2.5 20h19zM12 10v4.5M12 17.3v.2',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1.5 2.5h3L15 13h5',
  out: 'M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  system: 'M3 5h18v11H3zM8 20h8M12 16v4',
  star: 'M12 4l2.5 5.2 5.7.7-4.2 3.9 1.1 5.6L12 16.7l-5.1 2.7L8 13.8 3.8 9.9l5.7-.7z',
} as const;

export type IconName = keyof typeof PATHS;

/** Draws an icon in the colour of the text. It is decoration: the element around it has the words. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

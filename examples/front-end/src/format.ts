/** Returns how long ago a time was, such as `5 min ago`. The server's clock may be ahead of the browser's. */
export function toAge(time: string, now = Date.now()): string {
  const seconds = Math.round((now - Date.parse(time)) / 1000);
  if (seconds < -DAY) return toDate(time);
  if (seconds < 45) return 'just now';
  if (seconds < HOUR) return `${Math.max(1, Math.round(seconds / 60))} min ago`;
  if (seconds < DAY) return `${Math.round(seconds / HOUR)} h ago`;
  if (seconds < 7 * DAY) return `${Math.round(seconds / DAY)} d ago`;
  return toDate(time);
}

/** Returns a day and time, such as `Tue 1 Jul, 09:30`; of another year its day alone. */
export function toDate(time: string): string {
  const date = new Date(time);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  const day = { day: 'numeric', month: 'short' } as const;
  if (!isThisYear) return date.toLocaleDateString('en-GB', { ...day, year: 'numeric' });
  return date.toLocaleString('en-GB', { weekday: 'short', ...day, hour: '2-digit', minute: '2-digit' });
}

/** Returns a duration, such as `3.5 s` or `2 h 10 min`. */
export function toDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Returns a name of the API as a person writes it: `customer_name` becomes `Customer name`. */
export function toTitle(name: string): string {
  const words = name.replaceAll(/[_.-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Returns a count with its noun: `1 step`, `2 steps`. */
export function toCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

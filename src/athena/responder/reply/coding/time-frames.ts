/** A period that a question names, as the bounds of a query. */
export interface TimeFrame {
  readonly words: RegExp;
  readonly from: string;
  /** Undefined when it lasts until now. */
  readonly to: string | undefined;
  readonly label: string;
}

const truncated = (unit: string, back: number): string =>
  `date_trunc('${unit}', now())${back === 0 ? '' : ` - interval '${back} ${unit}'`}`;
const last = (unit: string): TimeFrame => ({
  words: new RegExp(`\\b(?:last|previous|past) ${unit}\\b|\\b${unit} before\\b`, 'i'),
  from: truncated(unit, 1),
  to: truncated(unit, 0),
  label: `in the last full ${unit}`,
});
const current = (unit: string): TimeFrame => ({
  words: new RegExp(`\\b(?:this|current) ${unit}\\b`, 'i'),
  from: truncated(unit, 0),
  to: undefined,
  label: `since the beginning of this ${unit}`,
});

/** The periods, in order: the first that a question names applies. */
export const TIME_FRAMES: readonly TimeFrame[] = [
  ...['week', 'month', 'quarter', 'year'].flatMap((unit) => [last(unit), current(unit)]),
  { words: /\byesterday\b/i, from: truncated('day', 1), to: truncated('day', 0), label: 'yesterday' },
  { words: /\btoday\b/i, from: truncated('day', 0), to: undefined, label: 'today' },
  {
    words: /\brecent(?:ly)?\b|\blast (?:30|thirty) days\b/i,
    from: "now() - interval '30 days'",
    to: undefined,
    label: 'in the last 30 days',
  },
];

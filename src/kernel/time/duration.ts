/**
 * Parses an ISO 8601 duration (`P1DT2H`) to milliseconds. Returns undefined when the text is not a valid one, or has
 * months or years, whose length varies.
 */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null || text.endsWith('T') || text === 'P') return undefined;
  const amounts = match.slice(1).map((amount) => Number((amount ?? '0').replace(',', '.')));
  return Math.round(amounts.reduce((sum, amount, index) => sum + amount * (UNITS[index] ?? 0), 0));
}

const DURATION = /^P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d{1,3})?)S)?)?$/;
const UNITS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000];

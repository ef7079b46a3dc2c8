/**
 * Returns the percentage of a share that was rounded down to a tenth, without its sign. What is covered a little is not
 * `0`.
 */
export function formatShare({ covered, percent }: { readonly covered: number; readonly percent: number }): string {
  return covered > 0 && percent === 0 ? '<0.1' : String(percent);
}

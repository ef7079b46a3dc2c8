/**
 * Returns a row of the table. `own` and `peer` are formatted values. `ratio` is compared with the target, `min` or
 * `max`; without a target it is only shown.
 */
export function toResult({ what, own, peer = '', ratio, min, max, note }) {
  const wanted = min !== undefined ? `≥ ${min}` : max !== undefined ? `≤ ${max}` : '';
  const verdict = wanted === '' ? '' : (min !== undefined ? ratio >= min : ratio <= max) ? 'holds' : 'short';
  // How many times better than the target; 1 just meets it.
  const margin = wanted === '' ? undefined : min !== undefined ? ratio / min : max / ratio;
  return { what, own, peer, ratio, wanted, verdict, margin, note };
}

/** Returns the row of a value that could not be measured, with the reason as its note. */
export function notMeasured(what, note) {
  return { what, own: '', peer: '', ratio: undefined, wanted: '', verdict: 'not measured', margin: undefined, note };
}

export function toRate(value) {
  return `${value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1)}/s`;
}

export function toMilliseconds(value) {
  return value >= 100 ? `${Math.round(value).toLocaleString('en')} ms` : `${value.toFixed(2)} ms`;
}

export function toMegabytes(value) {
  return `${(value / 1e6).toFixed(value >= 1e8 ? 0 : 1)} MB`;
}

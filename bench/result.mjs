/**
 * A line of the table. `own` and `peer` are texts as they are read; `ratio` is what is judged, against `least` or
 * `most`; with neither it is shown alone.
 */
export function toResult({ what, own, peer = '', ratio, least, most, note }) {
  const wanted = least !== undefined ? `≥ ${least}` : most !== undefined ? `≤ ${most}` : '';
  const verdict = wanted === '' ? '' : (least !== undefined ? ratio >= least : ratio <= most) ? 'holds' : 'short';
  // How far it is on the right side: 1 just holds.
  const margin = wanted === '' ? undefined : least !== undefined ? ratio / least : most / ratio;
  return { what, own, peer, ratio, wanted, verdict, margin, note };
}

/** What could not be measured, and why. */
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

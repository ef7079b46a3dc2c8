/**
 * Draws the results as an SVG bar chart. Each bar starts at the target, in the middle, and extends to the right when
 * the target is met and to the left when it is missed. The scale is logarithmic.
 */
export function drawResults(results) {
  const bars = results.filter(({ margin }) => margin !== undefined);
  const height = TOP + bars.length * LINE + 40;
  const content = [
    ...drawScale(TOP + bars.length * LINE),
    ...bars.flatMap((bar, index) => drawBar(bar, TOP + index * LINE)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="Each measured ratio against its target">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="16" y="24" font-size="15" font-weight="bold" fill="#1f2328">How many times better than the target (1: equal to the target)</text>
${content.join('\n')}
</svg>
`;
}

function drawScale(bottom) {
  return TICKS.flatMap((value) => {
    const x = toX(value);
    const colour = value === 1 ? '#1f2328' : '#d0d7de';
    return [
      `<line x1="${x}" y1="${TOP - 8}" x2="${x}" y2="${bottom}" stroke="${colour}"/>`,
      `<text x="${x}" y="${bottom + 16}" text-anchor="middle" fill="#57606a">${value}</text>`,
    ];
  });
}

function drawBar({ what, ratio, wanted, margin, verdict }, y) {
  const [from, to] = [toX(1), toX(margin)];
  const label = escape(what.replaceAll('`', ''));
  const value = `${ratio >= 100 ? Math.round(ratio) : ratio.toFixed(2)} (${wanted})`;
  return [
    `<text x="${LEFT - 12}" y="${y + 14}" text-anchor="end" fill="#1f2328">${label}</text>`,
    `<rect x="${Math.min(from, to)}" y="${y + 2}" width="${Math.max(1, Math.abs(to - from))}" height="16" fill="${verdict === 'holds' ? '#1a7f37' : '#cf222e'}"/>`,
    `<text x="${WIDTH - 12}" y="${y + 14}" text-anchor="end" fill="#57606a">${escape(value)}</text>`,
  ];
}

/** Returns a value's position on the scale; values off the scale are placed at its ends. */
function toX(value) {
  const [low, high] = [TICKS[0], TICKS.at(-1)].map(Math.log);
  const share = (Math.log(Math.min(TICKS.at(-1), Math.max(TICKS[0], value))) - low) / (high - low);
  return Math.round(LEFT + share * (WIDTH - LEFT - RIGHT));
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const TICKS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10, 20];
const [WIDTH, LEFT, RIGHT, TOP, LINE] = [1260, 640, 130, 52, 24];

import { sha256 } from '../../kernel/random/digest.ts';
import { escapeMarkup } from '../../kernel/text/escape-markup.ts';
import { toIntegerBelow } from '../../kernel/random/random.ts';

/**
 * Returns a square image for a name such as `ann-smith`: its initials on a background colour derived from the name. The
 * same name yields the same bytes.
 */
export function toAvatarSvg(name: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 128 128" role="img" aria-label="${escapeMarkup(name)}">
<rect width="128" height="128" fill="${toColour(name, 0)}"/>
<text x="64" y="64" dy=".35em" text-anchor="middle" font-family="system-ui, sans-serif" font-size="52" fill="#fff">${escapeMarkup(toInitials(name))}</text>
</svg>
`;
}

/** Returns a wide image for a name: three circles and the name. The same name yields the same bytes. */
export function toMediaSvg(name: string): string {
  const circles = [1, 2, 3].map((number) => toCircle(name, number)).join('\n');
  const label = name.length > MAX_LABEL_LENGTH ? `${name.slice(0, MAX_LABEL_LENGTH)}…` : name;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360" role="img" aria-label="${escapeMarkup(name)}">
<rect width="640" height="360" fill="${toColour(name, 0)}"/>
${circles}
<text x="320" y="336" text-anchor="middle" font-family="system-ui, sans-serif" font-size="20" fill="#fff">${escapeMarkup(label)}</text>
</svg>
`;
}

function toInitials(name: string): string {
  const words = name.split('-').filter((word) => word !== '');
  const [first = '?', second = ''] = words;
  return (first.slice(0, 1) + second.slice(0, 1)).toUpperCase();
}

function toCircle(name: string, number: number): string {
  const [x, y, radius] = [
    digitsOf(name, number, 640),
    40 + digitsOf(name, number + 3, 240),
    40 + digitsOf(name, number + 6, 100),
  ];
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${toColour(name, number)}" fill-opacity=".6"/>`;
}

/** Returns a background colour; dark enough at every hue to read white letters on it. */
function toColour(name: string, number: number): string {
  return `hsl(${digitsOf(name, number, 360)} 55% 32%)`;
}

/** Derives a whole number below `limit` from the name; a different one for each `number` from 0 to 15. */
function digitsOf(name: string, number: number, limit: number): number {
  return toIntegerBelow(limit, sha256(name).slice(number * 4, number * 4 + 4));
}

const MAX_LABEL_LENGTH = 48;

import { readFile, writeFile } from 'node:fs/promises';
import { drawResults } from './draw-results.mjs';
import { at } from './start-process.mjs';

/** Writes the table and its chart into docs/performance.md, between the markers. */
export async function writeReport(machine, results) {
  await writeFile(at('docs/performance.svg'), drawResults(results));
  const report = `${machine}\n\n![Each row against its target](performance.svg)\n\n${toTable(results)}`;
  await writeBetweenMarkers('docs/performance.md', 'bench', report);
}

/** Writes Markdown into a file, between the markers of an npm script. */
export async function writeBetweenMarkers(path, script, markdown) {
  const file = at(path);
  const text = await readFile(file, 'utf8');
  const marker = `<!-- ${script}: npm run ${script} writes what follows -->`;
  const endMarker = `<!-- /${script} -->`;
  const [start, end] = [text.indexOf(marker), text.indexOf(endMarker)];
  if (start === -1 || end < start)
    throw new Error(
      `Failed to write ${file}: the markers ${marker} and ${endMarker} are missing. Add them where the table belongs.`,
    );
  const content = `\n${wrapProse(markdown)}\n\n`;
  await writeFile(file, text.slice(0, start + marker.length) + content + text.slice(end));
}

/** Returns the results as a Markdown table, followed by their notes. */
export function toTable(results) {
  const lines = results.map(({ what, own, peer, ratio, wanted, verdict }) => {
    const shown = ratio === undefined ? '' : ratio >= 100 ? String(Math.round(ratio)) : ratio.toFixed(2);
    return `| ${what} | ${own} | ${peer} | ${shown} | ${wanted} | ${verdict} |`;
  });
  const notes = results.flatMap(({ what, note }) => (note === undefined ? [] : `- ${what}: ${note}`));
  return [
    '| what | simulator | against | ratio | target | |',
    '|---|---|---|---|---|---|',
    ...lines,
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ].join('\n');
}

/** Wraps prose at 120 columns; tables stay as they are. */
function wrapProse(markdown) {
  return markdown
    .split('\n')
    .map((line) => (line.startsWith('|') ? line : wrapLine(line)))
    .join('\n');
}

function wrapLine(line) {
  const indent = line.startsWith('- ') ? '\n  ' : '\n';
  return line.replaceAll(/(?=.{119})(.{1,118}) /g, `$1${indent}`);
}

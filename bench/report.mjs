import { readFile, writeFile } from 'node:fs/promises';
import { drawResults } from './draw-results.mjs';
import { at } from './start-process.mjs';

/** Puts the table and its plot into the documentation, between their markers. */
export async function writeReport(machine, results) {
  await writeFile(at('docs/performance.svg'), drawResults(results));
  const file = at('docs/performance.md');
  const text = await readFile(file, 'utf8');
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start === -1 || end < start)
    throw new Error(`${file} has lost the markers ${START} and ${END}. Put them back where the table belongs.`);
  const content = `\n${machine}\n\n![Each row against what was wanted](performance.svg)\n\n${toTable(results)}\n\n`;
  await writeFile(file, text.slice(0, start + START.length) + content + text.slice(end));
}

/** The results as a table in Markdown, and what is to be said of them below it. */
export function toTable(results) {
  const lines = results.map(({ what, own, peer, ratio, wanted, verdict }) => {
    const shown = ratio === undefined ? '' : ratio >= 100 ? String(Math.round(ratio)) : ratio.toFixed(2);
    return `| ${what} | ${own} | ${peer} | ${shown} | ${wanted} | ${verdict} |`;
  });
  const notes = results.flatMap(({ what, note }) => (note === undefined ? [] : `- ${what}: ${note}`));
  return [
    '| what | simulator | against | ratio | wanted | |',
    '|---|---|---|---|---|---|',
    ...lines,
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ].join('\n');
}

const START = '<!-- bench: npm run bench writes what follows -->';
const END = '<!-- /bench -->';

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import words from './language-words.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAX_COLUMNS = 120;
const FOLDERS = [
  '.ci',
  'bench',
  'control',
  'docs',
  'examples',
  'fixtures',
  'scenarios',
  'scripts',
  'skills',
  'spec',
  'src',
  'templates',
  'test',
];

/** Text that others wrote, that a program writes, or that records the past. */
const EXCLUDED = [
  /^docs\/adr\//,
  /^docs\/glossary\.md$/,
  /^docs\/(?:fidelity|permissions)\.md$/,
  /^spec\/examples\//,
  /^test\/(?:reference|language)/,
  /\.generated\.ts$/,
  /^package-lock\.json$/,
  /^LICENSE$/,
  // What people and models of the demo world say.
  /^fixtures\/.*\.json$/,
];
const TEXT = /\.(?:tsx?|mjs|js|md|json|ya?ml|sh|css|html)$|^\.ci\/run$|^Dockerfile$|^llms\.txt$/;
const CODE = /\.(?:tsx?|mjs|js)$/;

interface TextFile {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Folders of packages, and hidden ones, which hold what scripts have downloaded. */
const DOWNLOADED = /node_modules\/|\/\.[^/]+\//;

const files: readonly TextFile[] = listFiles()
  .filter((name) => TEXT.test(name) && !EXCLUDED.some((pattern) => pattern.test(name)))
  .map((name) => ({ name, lines: toCurrentText(name, readFileSync(`${ROOT}/${name}`, 'utf8')).split('\n') }));

/** Returns the paths of the project's own files, below its folders and in its root. */
function listFiles(): readonly string[] {
  const root = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isFile());
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  return [...root.map(({ name }) => name), ...below].filter((name) => !DOWNLOADED.test(name));
}

/** Released entries of the changelog stay as they were released. */
function toCurrentText(name: string, text: string): string {
  if (name === 'CHANGELOG.md') return withoutCodeSpans(text.split(/^## \[\d/m)[0] ?? '');
  return text;
}

/** A name that was replaced may be quoted where the change is told. */
function withoutCodeSpans(text: string): string {
  return text.replaceAll(/`[^`\n]*`/g, '``');
}

/** Returns `file:line` of every line that `isWrong` finds fault with. */
function findLines({ name, lines }: TextFile, isWrong: (line: string) => boolean): readonly string[] {
  return lines.flatMap((line, index) =>
    isWrong(line) ? [`${name}:${index + 1} ${line.trim().slice(0, MAX_COLUMNS)}`] : [],
  );
}

describe('the language', () => {
  it.each(Object.entries(words))('does not say %s (say: %s)', (word) => {
    const pattern = new RegExp(String.raw`(?<![\w-])(?:${word})(?![\w-])`, 'i');
    expect(files.flatMap((file) => findLines(file, (line) => pattern.test(line)))).toEqual([]);
  });

  it('wraps comments at 120 columns', () => {
    const isLong = (line: string): boolean =>
      line.length > MAX_COLUMNS && /^\s*(?:\/\/|\/\*|\*)/.test(line) && /\s\S+\s\S/.test(line);
    expect(files.filter(({ name }) => CODE.test(name)).flatMap((file) => findLines(file, isLong))).toEqual([]);
  });

  it('wraps prose at 120 columns, tables and code blocks apart', () => {
    const found = files.filter(({ name }) => name.endsWith('.md')).flatMap((file) => findLongProse(file));
    expect(found).toEqual([]);
  });

  it('describes every export', () => {
    const sources = files.filter(({ name }) => name.startsWith('src/') && name.endsWith('.ts'));
    expect(sources.flatMap(findUndescribedExports)).toEqual([]);
  });
});

function findLongProse({ name, lines }: TextFile): readonly string[] {
  let isCode = false;
  return lines.flatMap((line, index) => {
    if (line.trimStart().startsWith('```')) isCode = !isCode;
    const isProse = !isCode && !/^\s*(?:\||<|\[[^\]]+\]:|#)/.test(line);
    return isProse && line.length > MAX_COLUMNS && /\s/.test(line.slice(0, MAX_COLUMNS).trim())
      ? [`${name}:${index + 1}`]
      : [];
  });
}

/**
 * Exports without a doc comment right above them. Names that are exported again are described where they are declared.
 */
function findUndescribedExports({ name, lines }: TextFile): readonly string[] {
  return lines.flatMap((line, index) => {
    const [, declared] =
      /^export (?:async |abstract )?(?:function\*?|class|interface|type|const) (\w+)/.exec(line) ?? [];
    if (declared === undefined) return [];
    const before = lines[index - 1]?.trim() ?? '';
    const isOverload = new RegExp(String.raw`^export (?:async )?function ${declared}\b`).test(before);
    return before.endsWith('*/') || isOverload ? [] : [`${name}:${index + 1} ${declared}`];
  });
}

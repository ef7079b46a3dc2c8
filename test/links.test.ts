import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Everything that a reader follows links in. */
function findPages(): readonly string[] {
  const within = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => join(folder, name));
  const top = readdirSync(ROOT).filter((name) => name.endsWith('.md') || name === 'llms.txt');
  return [...top, ...['docs', 'examples', 'fixtures', 'scenarios', 'skills', 'spec', 'templates'].flatMap(within)];
}

/** The links of a page, without those in code. */
function findLinks(text: string): readonly string[] {
  const prose = withoutCode(text);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...prose.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm)];
  return [...inline, ...references].flatMap(([, target]) => target ?? []);
}

function withoutCode(text: string): string {
  return text
    .replaceAll(/^(`{3,}|~{3,})[^]*?^\1/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''));
}

/** The anchors that GitHub gives the headings of a page, and those that are written as HTML. */
function findAnchors(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.replaceAll(/^(`{3,}|~{3,})[^]*?^\1/gm, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = plain.replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '').replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  for (const [, id = ''] of text.matchAll(/<\w+[^>]*\s(?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** What is wrong with a relative link; undefined where it leads somewhere. */
function findFault(page: string, link: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return undefined;
  const [path = '', anchor] = link.split('#', 2).map(decodeURIComponent);
  const target = path === '' ? join(ROOT, page) : resolve(dirname(join(ROOT, page)), path);
  if (relative(ROOT, target).startsWith('..')) return 'leads out of the repository';
  if (!existsSync(target)) return 'there is no such file';
  if (anchor === undefined || anchor === '') return undefined;
  if (statSync(target).isDirectory() || !target.endsWith('.md')) return 'an anchor in what is no page';
  return findAnchors(readFileSync(target, 'utf8')).has(anchor) ? undefined : 'there is no such heading';
}

test.each(findPages())('every relative link and anchor in %s leads somewhere', (page) => {
  const links = findLinks(readFileSync(join(ROOT, page), 'utf8'));
  const faults = links.flatMap((link) => {
    const fault = findFault(page, link);
    return fault === undefined ? [] : [`${link}: ${fault}`];
  });
  expect(faults).toEqual([]);
});

test('the check finds dead links and headings', () => {
  const links = findLinks(
    '[a](docs/none.md) [b](README.md#none) [c](../out.md) `[d](code.md)`\n```\n[e](code.md)\n```\n[f](docs/limits.md)\n[g]: none.txt',
  );
  expect(links.flatMap((link) => findFault('README.md', link) ?? [])).toEqual([
    'there is no such file',
    'there is no such heading',
    'leads out of the repository',
    'there is no such file',
  ]);
  expect([...findAnchors('# A `b` & c_d\n## Same\n## Same\n```\n# no\n```\n<a id="x"></a>')]).toEqual([
    'a-b--c_d',
    'same',
    'same-1',
    'x',
  ]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { getOrCreate } from '../src/kernel/get-or-create.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** The import table of the design: folder → what of ours it may import. A folder may always import itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  kernel: [],
  config: ['kernel'],
  document: ['kernel'],
  store: ['kernel'],
  contract: ['kernel'],
  sample: ['kernel', 'contract'],
  behaviour: ['kernel', 'contract', 'store', 'sample'],
  athena: ['kernel', 'contract', 'store', 'sample', 'behaviour'],
  pipeline: ['kernel', 'contract', 'behaviour', 'store'],
  http: ['kernel', 'contract', 'pipeline', 'store'],
  control: ['kernel', 'contract', 'behaviour', 'pipeline', 'store'],
  cli: ['kernel', 'config'],
  client: [],
  assembly: [
    'kernel',
    'contract',
    'store',
    'sample',
    'behaviour',
    'athena',
    'pipeline',
    'control',
    'document',
    'config',
  ],
};

/** What the other layers may import of the store: its port, and the worlds that hold stores. */
const isStorePort = (target: string): boolean => target.startsWith('store/port/') || target === 'store/worlds.ts';

/** Vendors and the folders that are their home. */
const VENDOR_HOMES: Record<string, readonly string[]> = {
  express: ['http'],
  helmet: ['http'],
  cors: ['http'],
  compression: ['http'],
  negotiator: ['http'],
  ajv: ['contract'],
  'ajv-formats': ['contract'],
  cookie: ['pipeline'],
  'secure-json-parse': ['pipeline'],
  'json-schema-faker': ['sample'],
  '@faker-js/faker': ['sample'],
  lowdb: ['store'],
  pg: ['store'],
  yaml: ['document'],
  '@apidevtools/json-schema-ref-parser': ['document'],
  commander: ['cli'],
  chokidar: ['assembly'],
  pino: ['cli'],
  'pino-pretty': ['cli'],
  'openapi-fetch': ['client'],
  'eventsource-parser': ['client', 'athena'],
};

const NO_NODE = ['pipeline', 'client'];
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const sources = files.map((name) => ({
  name,
  folder: name.includes('/') ? (name.split('/')[0] ?? '') : '',
  text: readFileSync(join(SRC, name), 'utf8'),
}));
const code = sources.filter(({ name }) => !name.endsWith('.generated.ts'));

function importsOf({ name, text }: { name: string; text: string }): readonly string[] {
  const specifiers = [...text.matchAll(/^(?:import|export)\b[^']*?from '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    ([, from, dynamic]) => from ?? dynamic ?? '',
  );
  return specifiers.map((specifier) =>
    specifier.startsWith('.') ? relative(SRC, resolve(join(SRC, dirname(name)), specifier)) : specifier,
  );
}

/** The limit of files directly in a folder; `kernel` has room for more, since it is a collection of small parts. */
const MAX_FILES = 15;
const MAX_KERNEL_FILES = 20;
const MAX_FILE_LINES = 250;

/** Folder → the folders that its own files import from. Files directly in `src` compose the rest and are left out. */
function folderGraph(): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>();
  for (const source of sources.filter(({ folder }) => folder !== '')) {
    const folder = dirname(source.name);
    const targets = getOrCreate(graph, folder, () => new Set());
    for (const target of importsOf(source))
      if (target.endsWith('.ts') && dirname(target) !== folder) targets.add(dirname(target));
  }
  return graph;
}

/** Returns the first cycle of a graph as a path whose first node is its last, or undefined when there is none. */
function findCycle(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

const MEDIA_TYPE = String.raw`'(?:(?:application|text|multipart|image|audio|video|\*)/[^']*|\+(?:json|xml))'`;
/** Comparisons, string searches, switch cases and regular expressions that test the name of a media type. */
const MEDIA_TYPE_TESTS = new RegExp(
  [
    String.raw`[=!]==? ${MEDIA_TYPE}`,
    String.raw`${MEDIA_TYPE} [=!]==?`,
    String.raw`\.(?:startsWith|endsWith|includes|indexOf|has|match|search)\(${MEDIA_TYPE}`,
    String.raw`\bcase ${MEDIA_TYPE}:`,
    String.raw`/[^/\n]*(?:\bjson\\b|(?:application|text|multipart)\\/)[^\n]*/[a-z]*\.(?:test|exec)\(`,
  ].join('|'),
  'g',
);

function findMediaTypeTests(text: string): readonly string[] {
  return [...text.matchAll(MEDIA_TYPE_TESTS)].map(([match]) => match);
}

describe('the folders', () => {
  it('import each other without a cycle, at any depth', () => {
    expect(findCycle(folderGraph())).toBeUndefined();
  });

  it('would show a cycle', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c', 'd'])],
      ['c', new Set<string>()],
      ['d', new Set(['b'])],
    ]);
    expect(findCycle(graph)).toEqual(['b', 'd', 'b']);
  });

  it('hold few enough files to show their concepts', () => {
    const counts = new Map<string, number>();
    for (const { name } of sources) counts.set(dirname(name), (counts.get(dirname(name)) ?? 0) + 1);
    const full = [...counts].filter(([folder, count]) => count > (folder === 'kernel' ? MAX_KERNEL_FILES : MAX_FILES));
    expect(full).toEqual([]);
  });

  it('hold files that fit on a few screens', () => {
    const long = code.filter(({ text }) => text.split('\n').length - 1 > MAX_FILE_LINES).map(({ name }) => name);
    expect(long).toEqual([]);
  });
});

describe('the layers', () => {
  it('sees the source', () => {
    expect(code.length).toBeGreaterThan(60);
    expect(new Set(code.map(({ folder }) => folder).filter((folder) => folder !== ''))).toEqual(
      new Set(Object.keys(MAY_IMPORT).filter((folder) => code.some((file) => file.folder === folder))),
    );
  });

  it.each(code.filter(({ folder }) => folder !== '').map((file) => [file.name, file] as const))(
    '%s imports what its layer may',
    (_name, file) => {
      const allowed = new Set([...(MAY_IMPORT[file.folder] ?? []), file.folder]);
      for (const target of importsOf(file)) {
        if (target.startsWith('node:')) {
          expect(NO_NODE, `${file.name} imports ${target}`).not.toContain(file.folder);
          continue;
        }
        const vendor = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '');
        if (!target.endsWith('.ts')) {
          expect(VENDOR_HOMES[vendor], `${file.name} imports ${target}`).toContain(file.folder);
          continue;
        }
        expect([...allowed], `${file.name} imports ${target}`).toContain(target.split('/')[0]);
        if (target.startsWith('store/') && file.folder !== 'store' && file.folder !== 'assembly')
          expect(isStorePort(target), `${file.name} imports ${target}`).toBe(true);
      }
    },
  );

  it.each(code.map((file) => [file.name, file] as const))(
    '%s takes time, randomness and the process from where they belong',
    (_name, { folder, name, text }) => {
      const stripped = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const found = (pattern: RegExp): string[] => [...stripped.matchAll(pattern)].map(([match]) => match);
      expect(folder === 'kernel' ? [] : found(/\bDate\.now\b|\bnew Date\b|\bMath\.random\b/g)).toEqual([]);
      expect(
        [
          'main.ts',
          'store/files/file-lock.ts',
          'store/files/lock-holder.ts',
          // libpq's variables are the process's by convention, also for programs that embed a simulator.
          'assembly/world/open-database.ts',
        ].includes(name)
          ? []
          : found(/\bprocess\.(?!kill\b)/g),
      ).toEqual([]);
    },
  );

  it.each(
    code
      .filter(({ folder }) => ['athena', 'behaviour', 'pipeline', 'http'].includes(folder))
      .map((file) => [file.name, file] as const),
  )('%s commits by the call that it answers', (_name, { name, text }) => {
    // `Call.commit` and `Call.commitStep` report what breaks the contract; scheduled work and deliveries have no call.
    if (
      [
        'pipeline/response/commit.ts',
        'behaviour/representation/tracked-store.ts',
        'behaviour/time/execute-work.ts',
        'behaviour/time/failed-work.ts',
        'behaviour/outbox/settle-delivery.ts',
        'behaviour/outbox/delivery-lease.ts',
      ].includes(name)
    )
      return;
    expect(text).not.toMatch(/\.(?:transaction|runAlone)\s*\(|\btransaction\b[^;{}]*\}\s*=\s*[\w.]*\bstore\b/);
  });

  it.each(code.map((file) => [file.name, file] as const))('%s tests no media type by its name', (name, { text }) => {
    // The codecs; what the layers below them share with them; and the client, which may import nothing of ours.
    const homes = ['contract/schema/media-type-name.ts', 'client/create-client.ts'];
    if (name.startsWith('pipeline/media-types/') || homes.includes(name)) return;
    expect(findMediaTypeTests(text)).toEqual([]);
  });

  it('create folders by one function, which also ends where Node 20 does not', () => {
    const others = code.filter(
      ({ name, text }) => name !== 'store/files/make-folder.ts' && /\bmkdir(?:Sync)?\b/.test(text),
    );
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it('would show a test of a media type', () => {
    for (const test of [
      "mediaType === 'text/html'",
      "if ('application/json' !== name)",
      "name.endsWith('+json')",
      "header?.toLowerCase().startsWith('multipart/') === true",
      '/[/+]json\\b/i.test(mediaType)',
      '/^text\\//.exec(type)',
      "case 'application/xml':",
      "types.includes('text/csv')",
    ])
      expect(findMediaTypeTests(test), test).toHaveLength(1);
    expect(findMediaTypeTests("headers['content-type'] = 'text/html'; import { x } from './text/x.ts';")).toEqual([]);
  });

  it.each(code.filter(({ folder }) => !['athena', ''].includes(folder)).map((file) => [file.name, file] as const))(
    '%s knows nothing of the platform',
    (_name, { name, text }) => {
      // They choose the platform, and who answers in it.
      if (['assembly/load/load-contract.ts', 'assembly/load/open-responder.ts'].includes(name)) return;
      const words = text.replaceAll(/athena-simulator|athena-demo-token|x-athena-|ATHENA_|user-agent/gi, '');
      expect(words).not.toMatch(
        /\b(athena|multiplai|workspaces?|workflows?|agents?|prompts?|leaderboard|command.room|john doe)\b/i,
      );
    },
  );
});

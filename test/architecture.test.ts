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
  cli: ['kernel', 'config', 'client'],
  client: [],
  console: [],
  propagate: ['kernel'],
  vite: ['kernel'],
  playwright: ['kernel', 'store', 'pipeline', 'control', 'assembly'],
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
  '@fastify/busboy': ['pipeline'],
  'json-schema-faker': ['sample'],
  '@faker-js/faker': ['sample'],
  lowdb: ['store'],
  pg: ['store'],
  yaml: ['document'],
  '@apidevtools/json-schema-ref-parser': ['document'],
  commander: ['cli'],
  jiti: ['cli'],
  '@modelcontextprotocol/server': ['cli'],
  chokidar: ['assembly'],
  croner: ['behaviour'],
  pino: ['cli'],
  'pino-pretty': ['cli'],
  'openapi-fetch': ['client'],
  'eventsource-parser': ['client', 'athena'],
  preact: ['console'],
};

/** What the console and the command line share with the control plane: the types of its document. */
const WIRE_TYPES = 'control/wire/control.generated.ts';

const NO_NODE = ['pipeline', 'client', 'console'];
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));

/** A file of the source, and the layer that it belongs to. */
interface Source {
  /** The path below `src`. */
  readonly name: string;
  readonly folder: string;
  readonly text: string;
}

const sources: readonly Source[] = files.map((name) => ({
  name,
  folder: name.includes('/') ? (name.split('/')[0] ?? '') : '',
  text: readFileSync(join(SRC, name), 'utf8'),
}));
const code = sources.filter(({ name }) => !name.endsWith('.generated.ts'));

function importsOf({ name, text }: Source): readonly string[] {
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
      if (/\.tsx?$/.test(target) && dirname(target) !== folder) targets.add(dirname(target));
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

  it('import what they may', () => {
    const layered = code.filter(({ folder }) => folder !== '');
    expect(findIn(layered, findForbiddenImports)).toEqual([]);
  });

  it('take time and randomness from the kernel, and the process from main.ts', () => {
    expect(findIn(code, findForbiddenGlobals)).toEqual([]);
  });

  it('commit by the call that they answer', () => {
    const answering = code.filter(
      ({ name, folder }) =>
        ['athena', 'behaviour', 'pipeline', 'http'].includes(folder) && !COMMITTING_FILES.includes(name),
    );
    const commits = /\.(?:transaction|runAlone)\s*\(|\btransaction\b[^;{}]*\}\s*=\s*[\w.]*\bstore\b/;
    expect(findIn(answering, ({ text }) => commits.exec(text) ?? [])).toEqual([]);
  });

  it('test no media type by its name', () => {
    const others = code.filter(
      ({ name }) => !name.startsWith('pipeline/media-types/') && !MEDIA_TYPE_FILES.includes(name),
    );
    expect(findIn(others, ({ text }) => findMediaTypeTests(text))).toEqual([]);
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

  it('know nothing of the platform', () => {
    const neutral = code.filter(
      ({ name, folder }) =>
        !['athena', ''].includes(folder) &&
        !name.startsWith('console/platform/') &&
        !PLATFORM_CHOOSING_FILES.includes(name),
    );
    const platform =
      /\b(athena|multiplai|workspaces?|workflows?|agents?|prompts?|leaderboard|command.room|john doe)\b/i;
    // `agent: false` is an option of Node's requests.
    const names =
      /AGENTS\.md|--agents|athena-simulator|athena\.config|athena-demo-(?:token|secret)|athena\.sandbox|x-athena-|ATHENA_|user-agent|agent: false/gi;
    const findWord = ({ text }: Source): readonly string[] => platform.exec(text.replaceAll(names, '')) ?? [];
    expect(findIn(neutral, findWord)).toEqual([]);
  });

  it('would show what breaks a rule, with its file', () => {
    const source = (folder: string, text: string): Source => ({ name: `${folder}/x.ts`, folder, text });
    const breaking = [
      source('kernel', "import { a } from '../store/port/store.ts';\n"),
      source('pipeline', "import { join } from 'node:path';\n"),
      source('http', "import pg from 'pg';\n"),
      source('http', "import { a } from '../store/state/table.ts';\n"),
    ];
    expect(findIn(breaking, findForbiddenImports)).toEqual([
      'kernel/x.ts: store/port/store.ts',
      'pipeline/x.ts: node:path',
      'http/x.ts: pg',
      'http/x.ts: store/state/table.ts',
    ]);
    const globals = [source('http', 'Date.now(); // Math.random()'), source('kernel', 'process.exit(); new Date()')];
    expect(findIn(globals, findForbiddenGlobals)).toEqual(['http/x.ts: Date.now', 'kernel/x.ts: process.']);
  });
});

/** Returns what is found in the sources, each with the name of its file. */
function findIn(checked: readonly Source[], find: (file: Source) => readonly string[]): readonly string[] {
  return checked.flatMap((file) => find(file).map((found) => `${file.name}: ${found}`));
}

function findForbiddenImports(file: Source): readonly string[] {
  const { folder } = file;
  const allowed = new Set([...(MAY_IMPORT[folder] ?? []), folder]);
  return importsOf(file).filter((target) => {
    if (target.startsWith('node:')) return NO_NODE.includes(folder);
    const vendor = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '');
    if (['console', 'cli'].includes(folder) && target === WIRE_TYPES) return false;
    if (!/\.tsx?$/.test(target)) return VENDOR_HOMES[vendor]?.includes(folder) !== true;
    if (!allowed.has(target.split('/')[0] ?? '')) return true;
    return target.startsWith('store/') && !['store', 'assembly'].includes(folder) && !isStorePort(target);
  });
}

function findForbiddenGlobals({ folder, name, text }: Source): readonly string[] {
  const stripped = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const found = (pattern: RegExp): string[] => [...stripped.matchAll(pattern)].map(([match]) => match);
  return [
    ...(['kernel', 'console'].includes(folder) ? [] : found(/\bDate\.now\b|\bnew Date\b|\bMath\.random\b/g)),
    ...(PROCESS_FILES.includes(name) ? [] : found(/\bprocess\.(?!kill\b)/g)),
  ];
}

const PROCESS_FILES: readonly string[] = [
  'main.ts',
  // Entry points that a process of its own loads: a server between the browser and the simulator, a test runner.
  'propagate.ts',
  'playwright.ts',
  'store/files/file-lock.ts',
  'store/files/lock-holder.ts',
  // libpq's variables are the process's by convention, also for programs that embed a simulator.
  'assembly/world/open-database.ts',
];
/**
 * `Call.commit` and `Call.commitStep` report what breaks the contract. These files implement them, or run scheduled
 * work and deliveries, which have no call.
 */
const COMMITTING_FILES: readonly string[] = [
  'pipeline/response/commit.ts',
  'behaviour/representation/tracking/tracked-store.ts',
  'behaviour/time/execute-work.ts',
  'behaviour/time/failed-work.ts',
  'behaviour/outbox/settle-delivery.ts',
  'behaviour/outbox/delivery-lease.ts',
];
/** Beside the codecs: what the layers below them share with them; and the client, which may import nothing of ours. */
const MEDIA_TYPE_FILES: readonly string[] = ['contract/schema/media-type-name.ts', 'client/create-client.ts'];
/** They choose the platform, and who answers in it. */
const PLATFORM_CHOOSING_FILES: readonly string[] = [
  'assembly/load/load-contract.ts',
  'assembly/load/open-responder.ts',
];

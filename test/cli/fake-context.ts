import { tmpdir } from 'node:os';
import { PassThrough, Readable } from 'node:stream';
import type { CliContext, StartedSimulator, Terminal } from '../../src/cli/terminal/context.ts';
import type { SimulatorConfig } from '../../src/config/simulator-config.ts';

/** A context with a fake process, simulator and validator, which records how they were called. */
export interface FakeContext extends CliContext {
  readonly written: { out: string; err: string };
  readonly exits: number[];
  readonly configs: SimulatorConfig[];
  readonly listened: { port: number; host: string }[];
  readonly closed: () => number;
  /** How often the start asked for memory to be released. */
  readonly released: () => number;
  /** Sends the process a signal. */
  readonly signal: (name: string) => void;
}

/** Options of `createFakeContext`. */
export interface FakeContextOptions {
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly simulator?: Partial<StartedSimulator>;
  readonly checkAddress?: CliContext['checkAddress'];
  readonly createSimulator?: CliContext['createSimulator'];
  /** Standard output fails with this error. */
  readonly outputError?: Error;
  readonly folder?: string;
  readonly nodeVersion?: string;
  readonly stdio?: ReturnType<Terminal['openStdio']>;
  readonly findFreeSpace?: CliContext['findFreeSpace'];
  readonly findDataHolder?: CliContext['findDataHolder'];
  readonly inspectData?: CliContext['inspectData'];
  readonly inspectDatabase?: CliContext['inspectDatabase'];
  readonly repairData?: CliContext['repairData'];
  readonly validateContract?: CliContext['validateContract'];
  readonly ask?: CliContext['terminal']['ask'];
  readonly appendGuide?: CliContext['appendGuide'];
  readonly writeStarter?: CliContext['writeStarter'];
  readonly writeWorld?: CliContext['writeWorld'];
}

export function createFakeContext(settings: FakeContextOptions = {}): FakeContext {
  const written = { out: '', err: '' };
  const exits: number[] = [];
  const configs: SimulatorConfig[] = [];
  const listened: { port: number; host: string }[] = [];
  const listeners: ((signal: string) => void)[] = [];
  const outputErrors = [settings.outputError];
  let closed = 0;
  let released = 0;
  const simulator: StartedSimulator = {
    adminToken: 'generated',
    docsPath: '/docs',
    summary: { title: 'Pets', paths: 2, operations: 5, resources: 1, records: 3, milliseconds: 12.4 },
    listen: (options) => {
      listened.push(options);
      return Promise.resolve({ url: `http://${options.host}:${options.port}`, port: options.port });
    },
    coverage: () => ({ summary: { responses: { covered: 3, total: 4, percent: 75 } } }),
    close: () => {
      closed += 1;
      return Promise.resolve();
    },
    ...settings.simulator,
  };
  return {
    written,
    exits,
    configs,
    listened,
    closed: () => closed,
    released: () => released,
    signal: (name) => listeners.forEach((listener) => listener(name)),
    version: '1.2.3',
    redactedHeaders: () => Promise.resolve(['x-key']),
    terminal: {
      argv: settings.argv ?? [],
      env: settings.env ?? {},
      folder: settings.folder ?? tmpdir(),
      nodeVersion: settings.nodeVersion ?? '20.20.0',
      stdout: { write: (text) => (written.out += text) },
      stderr: { write: (text) => (written.err += text) },
      openStdio: () => settings.stdio ?? { input: Readable.from([]), output: new PassThrough() },
      takeOutputError: () => Promise.resolve(outputErrors.shift()),
      onSignal: (listener) => listeners.push(listener),
      exit: (code) => exits.push(code),
      ask: settings.ask,
      releaseMemory: () => (released += 1),
    },
    checkAddress: settings.checkAddress ?? (() => Promise.resolve()),
    createSimulator:
      settings.createSimulator ??
      ((options) => {
        configs.push(options);
        return Promise.resolve(simulator);
      }),
    findFreeSpace: settings.findFreeSpace ?? (() => Promise.resolve(10 ** 10)),
    findDataHolder: settings.findDataHolder ?? (() => Promise.resolve(undefined)),
    inspectData: settings.inspectData ?? ((data) => Promise.resolve({ status: 'ok', message: `${data} is fine.` })),
    inspectDatabase: settings.inspectDatabase ?? (() => Promise.resolve({ status: 'ok', message: 'It responds.' })),
    exportSnapshot: () => Promise.resolve({ records: 3 }),
    importSnapshot: () => Promise.resolve({ records: 3 }),
    repairData:
      settings.repairData ??
      (() => Promise.resolve({ copy: undefined, position: 7, kept: 2, damage: undefined, dropped: 0 })),
    validateContract:
      settings.validateContract ??
      (() => Promise.resolve({ faults: [], operations: 5, validators: 9, examples: 1, fixtures: 0 })),
    appendGuide: settings.appendGuide ?? (() => Promise.resolve({ kind: 'appended', file: 'AGENTS.md' })),
    writeStarter:
      settings.writeStarter ?? ((folder) => Promise.resolve({ kind: 'written', folder, files: ['openapi.yaml'] })),
    writeWorld:
      settings.writeWorld ??
      (() => Promise.resolve({ records: 3, collections: [{ name: 'pets', records: 3 }], milliseconds: 1.6 })),
  };
}

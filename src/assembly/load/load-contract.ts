import { readFile } from 'node:fs/promises';
import { createAthenaPlatform, type PlatformSettings } from '../../athena/platform.ts';
import type { Platform } from '../../behaviour/platform.ts';
import { OPTIONS } from '../../config/options.ts';
import { compileContract } from '../../contract/compile-contract.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { loadDocument } from '../../document/load-document.ts';
import { loadYaml } from '../../document/load-yaml.ts';
import type { OpenApiDocument } from '../../document/openapi/open-api-document.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import { sha256OfJson } from '../../kernel/json/sha256-of-json.ts';
import { loadOnce } from '../../kernel/load-once.ts';
import { memoize } from '../../kernel/memoize.ts';
import { openResponder, type ResponderOptions } from './open-responder.ts';
import { packagedFiles } from './packaged-files.ts';

export type { Responder } from '../../athena/responder/model/responder.ts';
export type { ReplyOptions } from '../../athena/responder/script/reply-options.ts';

/** A compiled contract and its platform rules. */
export interface LoadedContract {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
}

/** What a contract is loaded with. */
export interface LoadOptions extends ResponderOptions {
  /** A file that decides what the platform's models answer. */
  readonly script?: string | undefined;
  /** The servers that the platform may send requests to, as `host:port`. */
  readonly allowOutgoing?: readonly string[];
  /** More folders that references may lead to. */
  readonly allowRefs?: readonly string[];
  /** How long tokens last after they are created, in milliseconds; undefined means forever. */
  readonly tokenTtl?: number | undefined;
  /** Whether sessions are protected from pages of other sites. */
  readonly csrf?: boolean;
}

/** Loads and compiles the contract of a file, else the packaged one. Throws a BootError that lists every fault. */
export async function loadContract(
  spec: string | undefined,
  { script, allowRefs, tokenTtl, csrf = false, allowOutgoing = [], ...options }: LoadOptions = {},
): Promise<LoadedContract> {
  const document = spec === undefined ? await loadPackaged() : await loadDocument(spec, allowRefs);
  const contract = compileOnce(document);
  const read = script === undefined ? undefined : { file: script, content: await loadYaml(script) };
  const responder = await openResponder(options);
  const settings = { script: read, responder, tokenTtl, csrf, allowOutgoing };
  return { contract, platform: findPlatform(contract, document, settings) };
}

/** Loads the control plane's contract, which is packaged. */
export async function loadControlContract(): Promise<CompiledContract> {
  return compileOnce(await shared.loadControl());
}

/** Loads the packaged contract. It is read once, because it does not change while the process runs. */
function loadPackaged(): Promise<OpenApiDocument> {
  return shared.loadPackaged();
}

/** Loads a packaged document: the build's bundle, which is already checked, else its sources. */
async function loadBundled(file: string): Promise<OpenApiDocument> {
  if (!file.endsWith('.json')) return loadDocument(file);
  const document = JSON.parse(await readFile(file, 'utf8')) as JsonObject;
  return { file, document, locate: (pointer) => ({ file, pointer }), warnings: [] };
}

/**
 * Compiles a document, or returns the contract of an equal one. Simulators can share it because contracts are frozen.
 */
function compileOnce(document: OpenApiDocument): CompiledContract {
  const hash = shared.hashOf(document);
  const contract = shared.contracts.get(hash) ?? compileContract({ ...document, hash });
  shared.contracts.delete(hash);
  shared.contracts.set(hash, contract);
  if (shared.contracts.size > MAX_CONTRACTS) shared.contracts.delete([...shared.contracts.keys()][0] ?? '');
  return contract;
}

/**
 * Returns the platform rules that a contract names. Throws a BootError if no platform has that name, or if the contract
 * lacks a resource that the platform requires.
 */
export function findPlatform(
  { platform: name, resources }: CompiledContract,
  { locate }: OpenApiDocument,
  settings: PlatformSettings = {},
): Platform | undefined {
  if (name === undefined) return rejectSettings(settings);
  const platform = PLATFORMS.get(name)?.(settings);
  const toFault = (message: string, remedy: string): BootError =>
    new BootError([{ ...locate('/x-platform'), message, remedy }]);
  if (platform === undefined) {
    const names = [...PLATFORMS.keys()].join(', ');
    throw toFault(`There is no platform "${name}".`, `Use ${names}, or leave x-platform out.`);
  }
  const missing = platform.resources.filter((schema) => !resources.has(schema));
  if (missing.length === 0) return platform;
  throw toFault(
    `The platform "${name}" needs the resource ${missing.join(', ')}.`,
    'Declare it under components.schemas with x-resource, or leave x-platform out.',
  );
}

/** Throws a BootError if there are settings that a contract without a platform cannot use, such as a script. */
function rejectSettings({ script, responder, csrf, tokenTtl }: PlatformSettings): undefined {
  const faults = [
    ...(script === undefined ? [] : [toUnusedFault(script.file, 'a script')]),
    ...(responder === undefined ? [] : [toUnusedFault(OPTIONS.responder.flag, 'a responder')]),
    ...(csrf === true ? [toUnusedFault(OPTIONS.csrf.flag, 'CSRF tokens')] : []),
    ...(tokenTtl === undefined ? [] : [toUnusedFault(OPTIONS.tokenTtl.flag, 'a lifetime of tokens')]),
  ];
  if (faults.length > 0) throw new BootError(faults);
  return undefined;
}

function toUnusedFault(file: string, what: string): BootFault {
  const message = `The contract has no platform rules that could use ${what}.`;
  return { file, pointer: '', message, remedy: 'Leave it out, or serve the packaged contract.' };
}

const PLATFORMS: ReadonlyMap<string, typeof createAthenaPlatform> = new Map([['athena', createAthenaPlatform]]);

/** The headers that carry secrets of any platform. Logs omit them. */
export const SECRET_HEADERS: readonly string[] = [...PLATFORMS.values()].flatMap((create) => create({}).secretHeaders);

/**
 * What the simulators of one process share, because loading and compiling a contract takes far longer than opening a
 * simulator. A simulator cannot change any of it, so that they stay independent.
 */
const shared: {
  readonly loadPackaged: () => Promise<OpenApiDocument>;
  readonly loadControl: () => Promise<OpenApiDocument>;
  readonly hashOf: (document: OpenApiDocument) => string;
  /** By hash, the least recently used first. */
  readonly contracts: Map<string, CompiledContract>;
} = {
  loadPackaged: loadOnce(() => loadBundled(packagedFiles.spec())),
  loadControl: loadOnce(() => loadBundled(packagedFiles.control())),
  hashOf: memoize(({ document }: OpenApiDocument) => sha256OfJson(document)),
  contracts: new Map(),
};
/** Editing a document with `--watch` compiles many contracts in a row. */
const MAX_CONTRACTS = 16;

import { createAthenaPlatform } from '../../athena/platform.ts';
import type { CreatePlatform, Platform, PlatformScript } from '../../behaviour/platform.ts';
import { compileContract } from '../../contract/compile-contract.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { loadBundle } from '../../document/load-bundle.ts';
import { loadDocument } from '../../document/load-document.ts';
import { loadYaml } from '../../document/load-yaml.ts';
import type { OpenApiDocument } from '../../document/openapi/open-api-document.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { loadOnce } from '../../kernel/load-once.ts';
import { packagedFiles } from './packaged-files.ts';

/** A contract and the platform rules that go with it. */
export interface LoadedContract {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
}

/**
 * Loads and compiles the document of a file, or the contract that comes with the product; a `script` file says what its
 * platform answers, `allowRefs` where else its references may lead. Throws a BootError.
 */
export async function loadContract(
  spec: string | undefined,
  { script, allowRefs }: { readonly script?: string | undefined; readonly allowRefs?: readonly string[] } = {},
): Promise<LoadedContract> {
  const document = spec === undefined ? await loadPackaged() : await loadDocument(spec, allowRefs);
  const contract = compileOnce(document);
  const read = script === undefined ? undefined : { file: script, content: await loadYaml(script) };
  return { contract, platform: findPlatform(contract, document, read) };
}

/** The control plane's contract: it comes with the product. */
export async function loadControlContract(): Promise<CompiledContract> {
  return compileOnce(await shared.loadControl());
}

/** The packaged contract does not change while the process lives: it is read once. */
function loadPackaged(): Promise<OpenApiDocument> {
  return shared.loadPackaged();
}

/** What the build has bundled it has checked, too. */
function loadBundled(file: string): Promise<OpenApiDocument> {
  return file.endsWith('.json') ? loadBundle(file) : loadDocument(file);
}

/** Compiled contracts are frozen, so simulators of the same document share one. */
function compileOnce(document: OpenApiDocument): CompiledContract {
  const hash = hashes.get(document) ?? sha256(JSON.stringify(document.document));
  hashes.set(document, hash);
  const contract = shared.contracts.get(hash) ?? compileContract({ ...document, hash });
  shared.contracts.delete(hash);
  shared.contracts.set(hash, contract);
  if (shared.contracts.size > MAX_CONTRACTS) shared.contracts.delete([...shared.contracts.keys()][0] ?? '');
  return contract;
}

/**
 * The platform rules that a contract names. Throws a BootError where there are none of that name, or where they lack a
 * resource that they need.
 */
export function findPlatform(
  { platform: name, resources }: CompiledContract,
  { locate }: OpenApiDocument,
  script?: PlatformScript,
): Platform | undefined {
  if (name === undefined) return refuseScript(script);
  const platform = PLATFORMS.get(name)?.(script);
  const refuse = (message: string, remedy: string): BootError =>
    new BootError([{ ...locate('/x-platform'), message, remedy }]);
  if (platform === undefined) {
    const names = [...PLATFORMS.keys()].join(', ');
    throw refuse(`There is no platform "${name}".`, `Use ${names}, or leave x-platform out.`);
  }
  const missing = platform.resources.filter((schema) => !resources.has(schema));
  if (missing.length === 0) return platform;
  throw refuse(
    `The platform "${name}" needs the resource ${missing.join(', ')}.`,
    'Declare it under components.schemas with x-resource, or leave x-platform out.',
  );
}

/** A contract without a platform has nobody who could follow it. */
function refuseScript(script: PlatformScript | undefined): undefined {
  if (script === undefined) return undefined;
  const remedy = 'Leave the script out, or serve the contract that comes with the product.';
  throw new BootError([
    {
      file: script.file,
      pointer: '',
      message: 'The contract has no platform rules that a script could answer for.',
      remedy,
    },
  ]);
}

const PLATFORMS: ReadonlyMap<string, CreatePlatform> = new Map([['athena', createAthenaPlatform]]);

/** The headers that any platform's secrets come in: what a log leaves out. */
export const SECRET_HEADERS: readonly string[] = [...PLATFORMS.values()].flatMap((create) => create().secretHeaders);

/** What simulators of one process share: nothing that any of them could change (design: determinism). */
const shared: {
  readonly loadPackaged: () => Promise<OpenApiDocument>;
  readonly loadControl: () => Promise<OpenApiDocument>;
  /** In the order of their last use. */
  readonly contracts: Map<string, CompiledContract>;
} = {
  loadPackaged: loadOnce(() => loadBundled(packagedFiles.spec())),
  loadControl: loadOnce(() => loadBundled(packagedFiles.control())),
  contracts: new Map(),
};
/** Whoever edits a document has many of them, one after the other. */
const MAX_CONTRACTS = 16;
const hashes = new WeakMap<OpenApiDocument, string>();

import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { callControl, type ControlAccess } from './assembly/testing/call-control.ts';
import type { CompleteOptions } from './assembly/load/complete-options.ts';
import { serveDocument } from './assembly/engine/serve-document.ts';
import { createFindLinkedPage } from './assembly/links/find-linked-page.ts';
import { createFindStoredFile } from './assembly/links/find-stored-file.ts';
import { openControl, type ControlConfig } from './assembly/engine/open-control.ts';
import type { Engine, EngineConfig } from './assembly/engine/open-engine.ts';
import { joinReplicas, type JoinedReplicas } from './assembly/engine/open-replicas.ts';
import { createServerPlace, type ServerPlace } from './assembly/engine/server-place.ts';
import { findFixtures } from './assembly/engine/open-lasting-parts.ts';
import { toHome } from './assembly/load/to-home.ts';
import { packagedFiles } from './assembly/load/packaged-files.ts';
import { readVersion } from './assembly/load/read-version.ts';
import { toHealth } from './assembly/world/to-health.ts';
import { createReloads } from './assembly/engine/create-reloads.ts';
import { createPreparation, type Preparation } from './assembly/engine/preparation.ts';
import { findExposure } from './config/find-exposure.ts';
import { OPTIONS } from './config/options.ts';
import type { ControlCallDeps, ReloadResult } from './control/context/control.ts';
import type { Guard } from './control/guard.ts';
import type { AppOptions, GuardedRequest } from './http/message/app-options.ts';
import { createApp } from './http/create-app.ts';
import { createFetchHandler, type FetchHandler } from './http/exchange/fetch-exchange.ts';
import type { CreateRequestId } from './http/message/request-id.ts';
import { createRequestId } from './kernel/random/ids.ts';
import { Problem } from './kernel/problem.ts';
import { createWorldRequestIds } from './pipeline/sandbox/request-ids.ts';
import { createRoute } from './pipeline/sandbox/route-worlds.ts';
import type { Pipeline } from './pipeline/exchange/exchange.ts';
import type { JournalLog } from './store/port/journal.ts';

/** An engine in service. A reload replaces the engine; the functions stay the same and use the current one. */
export interface RunningEngine {
  readonly engine: Engine;
  readonly controlDeps: ControlCallDeps;
  readonly app: RequestListener;
  readonly fetch: FetchHandler;
  /** To run once the first server listens. */
  readonly preparation: Preparation;
  /** Calls of the control plane. They work even if the control plane is not served. */
  readonly control: ControlAccess;
  /** Reloads, one after the other. Rejects with a BootError or a Problem; the previous engine then continues. */
  reload(): Promise<ReloadResult>;
  /** Leaves the replicas of the log, and follows them no longer. */
  leave(): Promise<void>;
  /** Tells the other replicas of the log where this one listens. */
  announce(...listening: Parameters<ServerPlace['note']>): Promise<void>;
  /** Stops what the platforms of all engines have started: requests may still run on those before a reload. */
  closePlatforms(): void;
}

/** The options of an engine and of its entry points. */
export type RunConfig = EngineConfig &
  ControlConfig &
  Pick<CompleteOptions, 'noAdmin' | 'reads' | 'replicaUrl' | (keyof AppOptions & keyof CompleteOptions)>;

/** Settings of a running engine. */
export interface RunSettings {
  readonly config: RunConfig;
  /** The hosts that servers listen on. */
  readonly hosts: Iterable<string>;
}

/**
 * Opens an engine's entry points: HTTP, Fetch calls, and calls of the control plane. Requests in flight during a reload
 * finish on the engine that they started on.
 */
export async function runEngine(first: Engine, settings: RunSettings): Promise<RunningEngine> {
  const { config } = settings;
  const preparation = createPreparation();
  const createId = prepareIds(first, config);
  const place = createServerPlace(config);
  const replicas = await joinLog(first.log, { place, pipeline: (request) => current.control(request) }, config);
  const open = async (engine: Engine): Promise<OpenedEngine> => {
    const controlDeps = toCallDeps(engine, { ...settings, preparation, place }, { reload: reloads.reload, replicas });
    return { engine, controlDeps, ...(await openEntryPoints(controlDeps, engine, { ...settings, createId })) };
  };
  const platforms = new Set([first.platform]);
  const replaceEngine = async (engine: Engine): Promise<void> => {
    current = await open(engine);
    platforms.add(engine.platform);
  };
  const reloads = createReloads({ ...first, config, findEngine: () => current.engine, replaceEngine });
  let current = await open(first);
  return {
    get engine() {
      return current.engine;
    },
    get controlDeps() {
      return current.controlDeps;
    },
    preparation,
    app: (request, response) => current.app(request, response),
    fetch: (input, init) => current.fetch(input, init),
    control: { pipeline: (request) => current.control(request), adminToken: config.adminToken, sandbox: undefined },
    reload: reloads.reload,
    leave: async () => {
      reloads.close();
      await replicas?.leave();
    },
    announce: async (address, host) => {
      place.note(address, host);
      await replicas?.announce();
    },
    closePlatforms: () => platforms.forEach((platform) => platform?.close?.()),
  };
}

interface OpenedEngine extends EntryPoints {
  readonly engine: Engine;
  readonly controlDeps: ControlCallDeps;
}

interface EntryPoints extends Pick<RunningEngine, 'app' | 'fetch'> {
  readonly control: ControlAccess['pipeline'];
}

function toCallDeps(
  engine: Engine,
  {
    config: { maxSandboxes },
    preparation,
    place,
  }: RunSettings & Pick<RunningEngine, 'preparation'> & { readonly place: ServerPlace },
  running: Pick<ControlCallDeps, 'reload' | 'replicas'>,
): ControlCallDeps {
  const { worlds, contract } = engine;
  return {
    ...engine,
    version: readVersion(),
    health: () => toHealth({ worlds, contract, isStarting: preparation.isRunning }, running.replicas),
    maxSandboxes,
    nameServer: place.nameServer,
    ...running,
  };
}

/** Joins the replicas of the log, if there is one. They ask this one by its control plane, even if it is not served. */
async function joinLog(
  log: JournalLog | undefined,
  { place, pipeline }: { readonly place: ServerPlace; readonly pipeline: Pipeline },
  { adminToken, logger }: RunConfig,
): Promise<JoinedReplicas | undefined> {
  const directory = log?.replicas;
  const entry = { findUrl: place.findUrl, fetch: createFetchHandler({ pipeline, createRequestId }) };
  return directory === undefined ? undefined : joinReplicas({ directory, entry, adminToken, logger });
}

/**
 * Compiles what the first listing of requests needs: much of the control plane's document. Lists those of this process
 * alone: a start must not ask the other replicas.
 */
export async function prepareControl(
  { controlDeps }: Pick<RunningEngine, 'controlDeps'>,
  { config, hosts }: RunSettings,
): Promise<void> {
  const { pipeline } = await openControl({ ...controlDeps, replicas: undefined }, config, hosts);
  await callControl({ pipeline, adminToken: config.adminToken, sandbox: undefined }, 'GET', '/requests');
}

/** Creates the generator of request ids. With a seed it counts requests, and continues the count after a reload. */
function prepareIds({ worlds }: Engine, { seed, token }: RunConfig): CreateRequestId {
  return seed === null ? createRequestId : createWorldRequestIds({ seed, token, worlds });
}

async function openEntryPoints(
  controlDeps: ControlCallDeps,
  { contract, platform, worlds, blobs, controlLog, data, writtenFor }: Engine,
  { config, hosts, createId }: RunSettings & { readonly createId: CreateRequestId },
): Promise<EntryPoints> {
  const { token, publicUrl } = config;
  const control = await openControl(controlDeps, config, hosts);
  const shared = controlLog === undefined ? undefined : { controlLog, isAlwaysLatest: config.reads === 'latest' };
  const routed = { worlds, token, data, control: control.pipeline, shared };
  const inner = createRoute(routed);
  const pipeline = config.noAdmin ? createRoute({ ...routed, control: undefined }) : inner;
  const app = createApp({
    ...config,
    pipeline,
    document: serveDocument(contract.document, { writtenFor, seed: config.seed }),
    control: config.noAdmin ? undefined : control.document,
    canAccessControl: (request) => isAdmitted(request, control.guard),
    console: config.noAdmin
      ? undefined
      : { folder: packagedFiles.console(), canOpen: (request) => isAdmitted(request, control.pageGuard) },
    ownsPath: (method, path) => contract.match(method, path).kind === 'operation',
    pathTemplates: contract.operations.map(({ path }) => path),
    health: controlDeps.health,
    createRequestId: createId,
    nameServer: controlDeps.nameServer,
    home: toHome(contract, platform),
    assets: findAssets(config),
    linkedPages: createFindLinkedPage(platform, worlds, token),
    files: createFindStoredFile({ platform, worlds, blobs, token, isShared: controlLog !== undefined }),
    reference: { folder: packagedFiles.reference(), findToken: () => findPublicToken(config, hosts) },
  });
  return {
    app,
    fetch: createFetchHandler({ pipeline, createRequestId: createId, publicUrl, maxBody: config.maxBody }),
    control: inner,
  };
}

/** Returns whether the guard accepts a request. The control plane itself explains a rejection. */
function isAdmitted(request: GuardedRequest, guard: Guard): boolean {
  try {
    guard(request);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** Returns the folder of the files that the demo world's records link to: `assets` beside its records. */
function findAssets(config: RunConfig): string | undefined {
  const { fixtures } = findFixtures(config);
  return fixtures === undefined ? undefined : join(fixtures, ASSETS);
}

/**
 * Returns the token to show on public pages: the default token, which is not a secret, and only if no other machine can
 * reach the simulator.
 */
function findPublicToken(config: RunConfig, hosts: Iterable<string>): string | undefined {
  const { auth, token } = config;
  return auth === 'on' && token === OPTIONS.token.default && findExposure(config, hosts) === undefined
    ? token
    : undefined;
}

const ASSETS = 'assets';

import { PRODUCT } from '../kernel/product.ts';
import { toReason } from '../kernel/text/to-reason.ts';
import type { ServerAddress } from './remote-control.ts';
import type { RemoteWorld } from './remote-world.ts';

/** A file of what happened in a test. */
export interface Evidence {
  readonly name: string;
  readonly contentType: string;
  readonly body: string;
}

/**
 * Collects what happened in the world of a test: its requests, why the last of them were answered as they were, what
 * they changed, and which responses broke the contract. What the server does not offer is left out. Never rejects: what
 * cannot be collected is a file that says why.
 */
export async function collectEvidence(server: ServerAddress, world: RemoteWorld): Promise<readonly Evidence[]> {
  const collected = await Promise.all(
    [collectRequests, collectExplanations, collectDifferences, collectViolations].map(async (collect) => {
      try {
        return await collect(server, world);
      } catch (error) {
        return { name: 'error.txt', contentType: TEXT, body: `Failed to ask the simulator: ${toReason(error)}\n` };
      }
    }),
  );
  return collected.filter((evidence) => evidence !== undefined);
}

type Collect = (server: ServerAddress, world: RemoteWorld) => Promise<Evidence | undefined>;

const collectRequests: Collect = async (server, { name }) => {
  const body = await ask(server, '/requests/export', { sandbox: name });
  return body === undefined ? undefined : { name: 'requests.har', contentType: JSON_TYPE, body };
};

const collectExplanations: Collect = async (server, world) => {
  const last = (await world.requests()).slice(-MAX_EXPLAINED);
  const texts = await Promise.all(
    last.map(({ id }) =>
      ask(server, `/requests/${encodeURIComponent(id)}/explain`, { sandbox: world.name, accept: TEXT }),
    ),
  );
  const body = texts.filter((text) => text !== undefined).join('\n\n');
  return body === '' ? undefined : { name: 'explanations.txt', contentType: TEXT, body };
};

const collectDifferences: Collect = async (server, { name }) => {
  const body = await ask(server, `/diff?from=baseline&to=sandbox:${name}`, {});
  return body === undefined ? undefined : { name: 'state-diff.json', contentType: JSON_TYPE, body: indent(body) };
};

const collectViolations: Collect = async (_server, world) => {
  const { checked, breaches } = await world.violations();
  if (breaches.length === 0) return undefined;
  return { name: 'violations.json', contentType: JSON_TYPE, body: indent(JSON.stringify({ checked, breaches })) };
};

/** Returns the response of the control plane; undefined for a call that this server does not have. */
async function ask(
  { url, adminToken }: ServerAddress,
  path: string,
  { sandbox, accept = JSON_TYPE }: { readonly sandbox?: string; readonly accept?: string },
): Promise<string | undefined> {
  const response = await fetch(`${url}/__admin${path}`, {
    headers: {
      accept,
      [PRODUCT.adminTokenHeader]: adminToken,
      ...(sandbox === undefined ? {} : { [PRODUCT.sandboxHeader]: sandbox }),
    },
  });
  const text = await response.text();
  return response.ok ? text : undefined;
}

function indent(json: string): string {
  return `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
}

const TEXT = 'text/plain';
const JSON_TYPE = 'application/json';
/** Requests. */
const MAX_EXPLAINED = 5;

import type { Platform } from '../../behaviour/platform.ts';
import type { CompiledContract, SecurityScheme } from '../../contract/model/contract.ts';

/** What a first request needs. */
export interface Welcome {
  /** The user of the fixed token. Undefined for a contract without platform rules. */
  readonly user: string | undefined;
  /** A path that responds to GET. Undefined when the contract has none that needs neither parameters nor a key. */
  readonly samplePath: string | undefined;
}

/** Returns what a first request needs: what the platform suggests, otherwise an operation of the contract. */
export function toWelcome({ operations }: CompiledContract, platform: Pick<Platform, 'demo'> | undefined): Welcome {
  const sample = operations.find(
    ({ method, path, parameters, security }) =>
      method === 'GET' &&
      !path.includes('{') &&
      !parameters.some(({ required }) => required) &&
      (security.length === 0 || security.some((schemes) => schemes.every(takesBearer))),
  );
  return { user: platform?.demo.user, samplePath: platform?.demo.path ?? sample?.path };
}

function takesBearer({ type, scheme }: SecurityScheme): boolean {
  return type === 'oauth2' || type === 'openIdConnect' || scheme === 'bearer';
}

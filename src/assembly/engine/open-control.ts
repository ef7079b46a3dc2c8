import type { ControlCallDeps } from '../../control/context/control.ts';
import { createGuard, createPageGuard, type Guard } from '../../control/guard.ts';
import { createControl } from '../../control/create-control.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { Pipeline } from '../../pipeline/exchange/exchange.ts';
import { findExposure } from '../../config/find-exposure.ts';
import type { CompleteOptions } from '../load/complete-options.ts';
import { loadControlContract } from '../load/load-contract.ts';

/** The options of who may call the control plane. */
export type ControlConfig = Pick<
  CompleteOptions,
  'allowedHosts' | 'host' | 'publicUrl' | 'trustProxy' | 'adminToken' | 'isAdminTokenGiven' | 'logger'
>;

/**
 * Opens the control plane: its pipeline, its document, and the guards that decide who may call it or open its console.
 */
export async function openControl(
  callDeps: ControlCallDeps,
  config: ControlConfig,
  hosts: Iterable<string>,
): Promise<OpenedControl> {
  const contract = await loadControlContract();
  const needsToken = (): boolean => config.isAdminTokenGiven || findExposure(config, hosts) !== undefined;
  const allowedHosts = toAllowedHosts(config);
  const guard = createGuard({ allowedHosts, token: config.adminToken, needsToken });
  return {
    pipeline: createControl({ contract, callDeps, guard, logger: config.logger }),
    document: contract.document,
    guard,
    pageGuard: createPageGuard({ allowedHosts }),
  };
}

interface OpenedControl {
  readonly pipeline: Pipeline;
  readonly document: JsonObject;
  readonly guard: Guard;
  readonly pageGuard: Guard;
}

function toAllowedHosts({ allowedHosts, publicUrl, host }: ControlConfig): readonly string[] | 'any' {
  return allowedHosts === 'any'
    ? 'any'
    : [...allowedHosts, host, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])];
}

import { hasCode } from '../../kernel/system-error.ts';
import type { CommandConfig } from '../../config/simulator-config.ts';
import type { Finding } from '../../kernel/finding.ts';
import type { CliContext } from '../terminal/context.ts';
import { explainListenError } from '../terminal/listen-error.ts';
import { findPortHolder } from './find-port-holder.ts';

/** Finds out whether a server can listen on the address, and otherwise who holds the port. */
export async function checkPort(
  config: Pick<CommandConfig, 'port' | 'host'>,
  { checkAddress }: Pick<CliContext, 'checkAddress'>,
): Promise<Finding> {
  try {
    await checkAddress(config);
    return { status: 'ok', message: `Port ${config.port} on ${config.host} is free.` };
  } catch (error) {
    const explanation = explainListenError(error, config);
    if (explanation === undefined) throw error;
    const message = `${explanation.reason[0]?.toUpperCase()}${explanation.reason.slice(1)}`;
    if (!hasCode(error, 'EADDRINUSE')) return { status: 'fault', message, remedy: explanation.remedy };
    return describeHolder(config, message, explanation.remedy);
  }
}

async function describeHolder(
  { port, host }: Pick<CommandConfig, 'port' | 'host'>,
  message: string,
  remedy: string,
): Promise<Finding> {
  const [holder, title] = await Promise.all([findPortHolder(port), findSimulator(port, host)]);
  const who = holder === undefined ? '' : ` Process ${holder.pid} holds it: ${holder.command}.`;
  if (title !== undefined)
    return { status: 'warning', message: `${message} A simulator of ${title} answers there.${who}`, remedy };
  const look = holder === undefined ? ` \`lsof -i :${port}\` names it.` : '';
  return { status: 'fault', message: `${message}${who}`, remedy: `${remedy}${look}` };
}

/** Returns the title of the contract that a simulator on this port serves; undefined when something else answers. */
async function findSimulator(port: number, host: string): Promise<string | undefined> {
  const name = UNSPECIFIED.has(host) ? 'localhost' : host;
  try {
    const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/__admin/health`;
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) });
    const health: unknown = await response.json();
    const isHealth = typeof health === 'object' && health !== null && 'contract' in health && 'title' in health;
    return isHealth ? String(health.title) : undefined;
  } catch {
    return undefined;
  }
}

const UNSPECIFIED: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
/** Milliseconds: a busy simulator may take a while. */
const TIMEOUT = 10_000;

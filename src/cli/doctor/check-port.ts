import { hasCode } from '../../kernel/system-error.ts';
import type { CommandConfig } from '../../config/simulator-config.ts';
import type { Finding } from '../../kernel/finding.ts';
import type { CliContext } from '../terminal/context.ts';
import { explainListenError } from '../terminal/listen-error.ts';
import { findSimulator } from './check-server.ts';
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
  const [holder, title] = await Promise.all([findPortHolder(port), findSimulator(toUrl({ port, host }))]);
  const who = holder === undefined ? '' : ` Process ${holder.pid} holds it: ${holder.command}.`;
  if (title !== undefined)
    return { status: 'warning', message: `${message} A simulator of ${title} answers there.${who}`, remedy };
  const look = holder === undefined ? ` \`lsof -i :${port}\` names it.` : '';
  return { status: 'fault', message: `${message}${who}`, remedy: `${remedy}${look}` };
}

/** Returns the address at which a server that listens there is asked. */
function toUrl({ port, host }: Pick<CommandConfig, 'port' | 'host'>): string {
  const name = UNSPECIFIED.has(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

const UNSPECIFIED: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

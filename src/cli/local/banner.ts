import type { SimulatorConfig } from '../../config/simulator-config.ts';
import { findExposure } from '../../config/find-exposure.ts';
import { toPrintable } from '../../kernel/text/printable.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { formatCount } from '../terminal/fault-report.ts';
import type { CompileSummary, Welcome } from '../terminal/context.ts';

/** The data of the banner. */
export interface BannerInfo {
  readonly version: string;
  /** The address that the server listens on. */
  readonly url: string;
  readonly config: Pick<
    SimulatorConfig,
    | 'publicUrl'
    | 'trustProxy'
    | 'host'
    | 'data'
    | 'journal'
    | 'journalSchema'
    | 'durability'
    | 'seed'
    | 'auth'
    | 'token'
    | 'adminToken'
    | 'noAdmin'
  >;
  /** The token of the control plane. */
  readonly adminToken: string;
  readonly docsPath: string;
  readonly summary: CompileSummary;
  readonly welcome?: Welcome | undefined;
}

/**
 * Formats the banner, which is printed once the server listens: its addresses, credentials, data folder, what was
 * compiled, and a first request to try.
 */
export function toBanner(info: BannerInfo): string {
  const { version, config, summary, welcome } = info;
  const rows: readonly (readonly [label: string, text: string | undefined])[] = [
    ['URL', toAddress(info)],
    ['Docs', toPublicUrl(info) + info.docsPath],
    ['Console', config.noAdmin ? undefined : `${toPublicUrl(info)}/__admin/console/`],
    ['Control', toControl(info)],
    ['User', welcome?.user],
    ['Token', config.auth === 'on' ? config.token : 'not needed (--auth off)'],
    ['Admin', toAdmin(info)],
    ['Data', toPlace(config)],
    ['Seed', config.seed ?? undefined],
    ['Compiled', toCounts(summary)],
    ['Try', toCommand(info)],
  ];
  const lines = rows.flatMap(([label, text]) =>
    text === undefined ? [] : `  ${label.padEnd(LABEL_WIDTH)}${toPrintable(text)}`,
  );
  return `\n  ${PRODUCT.name} ${version}, simulating ${toPrintable(summary.title)}\n\n${lines.join('\n')}\n\n`;
}

/** Describes where the state is stored. The URL of a database may have a password, and is left out. */
function toPlace({ data, journal, journalSchema, durability }: BannerInfo['config']): string {
  if (journal !== undefined) return `PostgreSQL, schema ${journalSchema} (${DURABILITY_NOTES[durability]})`;
  return data === undefined ? 'in memory: lost when the server stops' : `${data} (${DURABILITY_NOTES[durability]})`;
}

/**
 * Describes the control plane's token. A generated token is printed when other machines can reach the control plane; no
 * other output shows it.
 */
function toAdmin({ config, adminToken }: BannerInfo): string | undefined {
  if (config.noAdmin) return undefined;
  if (config.adminToken !== undefined)
    return `/__admin requires ${PRODUCT.adminTokenHeader}: the value of --admin-token`;
  const exposure = findExposure(config, [config.host]);
  if (exposure === undefined) return undefined;
  return `/__admin requires ${PRODUCT.adminTokenHeader}: ${adminToken} (reachable from other machines by ${exposure})`;
}

/** Returns the addresses of the control plane and of its reference. */
function toControl(info: BannerInfo): string {
  if (info.config.noAdmin) return 'off (--no-admin)';
  return `${toPublicUrl(info)}/__admin (reference: ${toPublicUrl(info)}/__admin/docs)`;
}

function toPublicUrl({ url, config }: BannerInfo): string {
  return config.publicUrl ?? url;
}

function toAddress({ url, config }: BannerInfo): string {
  return config.publicUrl === undefined ? url : `${config.publicUrl} (listening on ${url})`;
}

function toCounts(summary: CompileSummary): string {
  const counts = [
    formatCount(summary.paths, 'path'),
    formatCount(summary.operations, 'operation'),
    formatCount(summary.resources, 'resource'),
    formatCount(summary.records, 'record'),
  ];
  return `${counts.join(', ')} in ${Math.round(summary.milliseconds)} ms`;
}

function toCommand(info: BannerInfo): string {
  const { config, welcome } = info;
  const header = config.auth === 'on' ? `-H ${quote(`Authorization: Bearer ${config.token}`)} ` : '';
  return `curl ${header}${quote(`${toPublicUrl(info)}${welcome?.samplePath ?? info.docsPath}`)}`;
}

/** Quotes a text for a shell. In single quotes no character is special except the single quote. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const LABEL_WIDTH = 10;

/** How much acknowledged data a power cut can lose. The end of the process loses none. */
const DURABILITY_NOTES: Readonly<Record<SimulatorConfig['durability'], string>> = {
  sync: '--durability sync: acknowledged writes survive a power cut',
  interval: '--durability interval: a power cut can lose the last second',
  none: '--durability none: a power cut can lose writes that the system has not flushed',
};

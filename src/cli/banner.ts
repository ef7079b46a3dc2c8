import type { SimulatorConfig } from '../config/options.ts';
import { findExposure } from '../config/find-exposure.ts';
import { toPrintable } from '../kernel/text/printable.ts';
import { PRODUCT } from '../kernel/product.ts';
import { formatCount } from './fault-report.ts';
import type { CompileSummary, Welcome } from './context.ts';

/** What the banner is made of. */
export interface BannerInfo {
  readonly version: string;
  /** The address that the server listens on. */
  readonly url: string;
  readonly config: Pick<
    SimulatorConfig,
    'publicUrl' | 'trustProxy' | 'host' | 'data' | 'durability' | 'seed' | 'auth' | 'token' | 'adminToken' | 'noAdmin'
  >;
  /** What opens the control plane. */
  readonly adminToken: string;
  readonly docsPath: string;
  readonly summary: CompileSummary;
  readonly welcome?: Welcome | undefined;
}

/**
 * What a person needs to know once the server listens: where it is, who may call, where the state lives, what was
 * compiled, and a first call.
 */
export function toBanner(facts: BannerInfo): string {
  const { version, config, summary, welcome } = facts;
  const rows: readonly (readonly [label: string, text: string | undefined])[] = [
    ['URL', toAddress(facts)],
    ['Docs', toPublicUrl(facts) + facts.docsPath],
    ['Control', toControl(facts)],
    ['User', welcome?.user],
    ['Token', config.auth === 'on' ? config.token : 'none is needed (--auth off)'],
    ['Admin', toAdmin(facts)],
    [
      'Data',
      config.data === undefined ? 'in memory: gone when it stops' : `${config.data} (${SAFETY[config.durability]})`,
    ],
    ['Seed', config.seed ?? undefined],
    ['Compiled', toCounts(summary)],
    ['Try', toCommand(facts)],
  ];
  const lines = rows.flatMap(([label, text]) =>
    text === undefined ? [] : `  ${label.padEnd(LABEL_WIDTH)}${toPrintable(text)}`,
  );
  return `\n  ${PRODUCT.name} ${version}, simulating ${toPrintable(summary.title)}\n\n${lines.join('\n')}\n\n`;
}

/** Shown where it was made up and others can reach the control plane: here and nowhere else. */
function toAdmin({ config, adminToken }: BannerInfo): string | undefined {
  if (config.noAdmin) return undefined;
  if (config.adminToken !== undefined) return `/__admin wants ${PRODUCT.adminTokenHeader}: what --admin-token gave`;
  const exposure = findExposure(config, [config.host]);
  if (exposure === undefined) return undefined;
  return `/__admin wants ${PRODUCT.adminTokenHeader}: ${adminToken} (others may reach it by ${exposure})`;
}

/** Where the control plane is, and its reference. */
function toControl(facts: BannerInfo): string {
  if (facts.config.noAdmin) return 'off (--no-admin)';
  return `${toPublicUrl(facts)}/__admin (reference: ${toPublicUrl(facts)}/__admin/docs)`;
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

function toCommand(facts: BannerInfo): string {
  const { config, welcome } = facts;
  const header = config.auth === 'on' ? `-H ${quote(`Authorization: Bearer ${config.token}`)} ` : '';
  return `curl ${header}${quote(`${toPublicUrl(facts)}${welcome?.samplePath ?? '/'}`)}`;
}

/** In single quotes, which end only at the next one: a token may hold anything that a shell would read. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const LABEL_WIDTH = 10;

/** What survives a power cut; what was confirmed survives the end of the process in any case. */
const SAFETY: Readonly<Record<SimulatorConfig['durability'], string>> = {
  sync: '--durability sync: a confirmed write survives a power cut',
  interval: '--durability interval: a power cut may take the last second',
  none: '--durability none: a power cut may take what the system has not written yet',
};

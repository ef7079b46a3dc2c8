import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions as TlsOptions } from 'node:tls';
import { BootError } from '../../../../kernel/boot-fault.ts';

/** One server of a cluster. */
export interface Host {
  readonly host: string;
  readonly port: number;
}

/** The database to connect to. What is undefined is taken from libpq's variables, or from its defaults. */
export interface Target {
  /** In the order in which they are tried. */
  readonly hosts: readonly Host[];
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly tls: TlsMode;
  /** Without any secret, for messages. */
  readonly name: string;
}

/** Which connections are encrypted, and what is checked of the server's certificate. */
export interface TlsMode {
  readonly mode: (typeof TLS_MODES)[number];
  /** The files of the trusted certificates, the own certificate and its key, where they are given. */
  readonly rootCertificate: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

/** The values of the environment; libpq's variables are read from it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses `postgres://user:password@host1:5432,host2:5433/database?sslmode=verify-full`. Each part may be missing: then
 * it is what libpq's variables say (`PGHOST`, `PGPASSWORD`, `PGSSLMODE`, …). Throws a BootError for any other text.
 */
export function parseTarget(url: string, environment: Environment): Target {
  const [, authority = '', path = '', query = ''] = FORM.exec(url) ?? [];
  const at = authority.lastIndexOf('@');
  const [user, password] = authority.slice(0, Math.max(0, at)).split(/:(.*)/s);
  const parameters = new URLSearchParams(query);
  const hosts = toHosts(authority.slice(at + 1), parameters, environment);
  const database = decode(path.slice(1)) ?? environment['PGDATABASE'];
  const given = (name: string, variable: string): string | undefined =>
    parameters.get(name) ?? (environment[variable] === '' ? undefined : environment[variable]);
  return {
    hosts,
    user: decode(user) ?? given('user', 'PGUSER'),
    password: decode(password) ?? given('password', 'PGPASSWORD'),
    database,
    tls: {
      mode: toTlsMode(given('sslmode', 'PGSSLMODE') ?? 'prefer'),
      rootCertificate: given('sslrootcert', 'PGSSLROOTCERT'),
      certificate: given('sslcert', 'PGSSLCERT'),
      key: given('sslkey', 'PGSSLKEY'),
    },
    name: `postgres://${hosts.map(({ host, port }) => `${host}:${port}`).join(',')}/${database ?? ''}`,
  };
}

function toHosts(text: string, parameters: URLSearchParams, environment: Environment): readonly Host[] {
  const names = (text === '' ? (parameters.get('host') ?? environment['PGHOST'] ?? 'localhost') : text).split(',');
  const ports = (parameters.get('port') ?? environment['PGPORT'] ?? '').split(',');
  return names.map((name, index) => {
    const [, bracketed, plain = '', port = ports[index] ?? ports[0] ?? ''] = HOST.exec(name) ?? [];
    return { host: decode(bracketed ?? plain) ?? 'localhost', port: port === '' ? DEFAULT_PORT : Number(port) };
  });
}

function toTlsMode(text: string): TlsMode['mode'] {
  const mode = TLS_MODES.find((each) => each === text);
  if (mode !== undefined) return mode;
  const message = `The sslmode ${JSON.stringify(text)} does not exist.`;
  throw new BootError([{ file: '--journal', pointer: '', message, remedy: `Give one of ${TLS_MODES.join(', ')}.` }]);
}

/**
 * Returns the TLS options of a mode, as libpq understands them: `require` checks no certificate unless there is a root
 * certificate, `verify-ca` checks who signed it, `verify-full` the host's name, too. False means no encryption.
 */
export async function readTls({ mode, ...files }: TlsMode): Promise<TlsOptions | false> {
  if (mode === 'disable' || mode === 'allow') return false;
  const folder = join(homedir(), '.postgresql');
  const ca = await read(files.rootCertificate, join(folder, 'root.crt'));
  const cert = await read(files.certificate, join(folder, 'postgresql.crt'));
  const key = await read(files.key, join(folder, 'postgresql.key'));
  const isChecked = mode === 'verify-ca' || mode === 'verify-full' || (mode === 'require' && ca !== undefined);
  return {
    rejectUnauthorized: isChecked,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  };
}

/**
 * Reads a given file, which must exist, or the default one, which need not. `system` means the system's certificates.
 */
async function read(given: string | undefined, otherwise: string): Promise<Buffer | undefined> {
  if (given === 'system') return undefined;
  if (given === undefined) return readFile(otherwise).catch(() => undefined);
  return readFile(given).catch((cause: unknown) => {
    const message = 'The file of a certificate cannot be read.';
    const remedy = 'Correct sslrootcert, sslcert or sslkey of --journal, or PGSSLROOTCERT, PGSSLCERT or PGSSLKEY.';
    throw new BootError([{ file: given, pointer: '', message: `${message} ${String(cause)}`, remedy }]);
  });
}

function decode(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const TLS_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
const FORM = /^postgres(?:ql)?:\/\/([^/?#]*)(\/[^?#]*)?(?:\?(.*))?$/is;
const HOST = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/;
const DEFAULT_PORT = 5432;

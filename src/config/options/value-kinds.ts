import { isSandboxName } from '../../kernel/sandbox-name.ts';
import { formatRate, parseRate } from '../../kernel/time/rate.ts';
import { toReceiver } from '../../kernel/to-receiver.ts';
import { FILES_EXPECTED, FILES_SEPARATOR, parseFiles } from './file-words.ts';

/** The log levels, from nothing to everything. */
const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** The formats of log lines: for machines and for people. */
const LOG_FORMATS = ['json', 'pretty'] as const;

/**
 * When a write survives a power cut: `sync` before it is acknowledged, `interval` within a second, `none` when the
 * operating system flushes it.
 */
const DURABILITIES = ['sync', 'interval', 'none'] as const;

/** What reads of a shared world show: what this replica has, or everything that any replica has acknowledged. */
const READ_CONSISTENCIES = ['local', 'latest'] as const;

/**
 * A kind of option value. `parse` returns undefined for an invalid text; `expected` tells the user what to give.
 * `format` writes a value as a user would, when that differs from `String`.
 */
export interface ValueKind<Value> {
  readonly expected: string;
  readonly parse: (text: string) => Value | undefined;
  format?(value: Value): string;
  readonly isList?: true;
  /** What separates the values of a flag that is given more than once; a comma by default. */
  readonly separator?: string;
  /** All texts that it accepts, when these are few. */
  readonly choices?: readonly string[];
  /** Whether a message must not repeat a value, not even an invalid one. */
  readonly isSecret?: true;
}

/** The name of a kind of value. */
export type ValueKindName = keyof typeof VALUE_KINDS;

/** The type that a kind's text is parsed to. */
export type KindValue<Name extends ValueKindName> = Exclude<ReturnType<(typeof VALUE_KINDS)[Name]['parse']>, undefined>;

/** Every kind of value that an option can have. */
export const VALUE_KINDS = {
  port: { expected: 'Give a whole number from 0 to 65535, such as 4010.', parse: parsePort },
  host: { expected: 'Give an address or a host name, such as localhost or 0.0.0.0.', parse: parseHost },
  url: {
    expected: 'Give a URL that begins with http:// or https:// and has no password, such as https://api.example.test.',
    parse: parseUrl,
  },
  path: { expected: 'Give a path.', parse: parseText },
  paths: { expected: 'Give comma-separated paths, or none.', parse: parsePaths, format: formatList, isList: true },
  files: { expected: FILES_EXPECTED, parse: parseFiles, isList: true, separator: FILES_SEPARATOR },
  percent: { expected: 'Give a number from 0 to 100, such as 80.', parse: parsePercent },
  count: { expected: 'Give a whole number from 1 to 10000000, such as 10000.', parse: parseCount },
  text: { expected: 'Give a text or a number, such as 42.', parse: parseText },
  seed: { expected: 'Give a whole number of at most 15 digits, such as 42.', parse: parseSeed },
  token: {
    expected: 'Give printable ASCII characters without spaces.',
    parse: (text: string) => (/^[\x21-\x7e]+$/.test(text) ? text : undefined),
    isSecret: true,
  },
  switch: { expected: 'Give true or false.', parse: parseSwitch },
  toggle: oneOf(['on', 'off']),
  origins: {
    expected: 'Give origins such as http://localhost:3000, or * for any, or none.',
    parse: parseOrigins,
    format: formatList,
    isList: true,
  },
  hosts: {
    expected: 'Give host names such as simulator or mock.test, or * for any.',
    parse: parseHosts,
    format: formatList,
    isList: true,
  },
  receivers: {
    expected: 'Give hosts with ports, such as hooks.test:8080 or [::1]:443, or none.',
    parse: parseReceivers,
    format: formatList,
    isList: true,
  },
  size: { expected: 'Give a size of at least one byte, such as 512kb or 10mb.', parse: parseSize, format: formatSize },
  duration: {
    expected: 'Give a time such as 10s, 500ms or 2m; a number alone is milliseconds.',
    parse: parseDuration,
    format: formatDuration,
  },
  rate: { expected: 'Give a number of requests and a time: 5/s, 60/min or 1000/h.', parse: normalizeRate },
  speed: { expected: 'Give a number above 0, such as 10, or instant.', parse: parseSpeed },
  responder: { expected: 'Give openai.', parse: parseResponder },
  durability: oneOf(DURABILITIES),
  readConsistency: oneOf(READ_CONSISTENCIES),
  database: {
    expected: 'Give a URL such as postgres://user@host1:5432,host2:5432/database.',
    parse: (text: string) => (/^postgres(ql)?:\/\/\S*$/i.test(text) ? text : undefined),
    isSecret: true,
  },
  schemaName: {
    expected:
      'Give up to 40 lower-case letters, digits and underscores that begin with a letter, such as athena_simulator.',
    parse: (text: string) => (/^[a-z][a-z0-9_]{0,39}$/.test(text) ? text : undefined),
  },
  sandboxName: {
    expected: 'Give up to 64 letters, digits, - and _, such as w3; leave it out for the baseline.',
    parse: (text: string) => (isSandboxName(text) ? text : undefined),
  },
  logLevel: oneOf(LOG_LEVELS),
  logFormat: oneOf(LOG_FORMATS),
} as const satisfies Record<string, ValueKind<unknown>>;

function oneOf<const Choice extends string>(choices: readonly Choice[]): ValueKind<Choice> {
  return {
    expected: `Give ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`,
    parse: (text) => choices.find((choice) => choice === text.toLowerCase()),
    choices,
  };
}

function parseResponder(text: string): 'openai' | undefined {
  return text.toLowerCase() === 'openai' ? 'openai' : undefined;
}

function parsePaths(text: string): readonly string[] | undefined {
  if (text === 'none') return [];
  const paths = text.split(',').map((path) => path.trim());
  return paths.every((path) => path !== '') ? paths : undefined;
}

function parsePort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function parseCount(text: string): number | undefined {
  return /^\d{1,8}$/.test(text) && Number(text) >= 1 && Number(text) <= 10_000_000 ? Number(text) : undefined;
}

/** Returns the seed as canonical text: `007` and `7` are the same seed. */
function parseSeed(text: string): string | undefined {
  return /^-?\d{1,15}$/.test(text) ? String(Number(text)) : undefined;
}

function parsePercent(text: string): number | undefined {
  return /^\d{1,3}(\.\d{1,3})?$/.test(text) && Number(text) <= 100 ? Number(text) : undefined;
}

function parseSpeed(text: string): number | 'instant' | undefined {
  if (text.toLowerCase() === 'instant') return 'instant';
  return /^\d{1,6}(\.\d{1,3})?$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

function parseHost(text: string): string | undefined {
  const host = text.replace(/^\[(.+)\]$/, '$1');
  return /^[\w.:%-]+$/.test(host) ? host : undefined;
}

function parseUrl(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { origin, pathname, search, hash, username } = new URL(text);
  return search + hash + username === '' ? origin + pathname.replace(/(?<!\/)\/+$/, '') : undefined;
}

function parseText(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}

function parseSwitch(text: string): boolean | undefined {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  return /^(false|0|no|off)$/i.test(text) ? false : undefined;
}

function parseOrigins(text: string): readonly string[] | 'any' | undefined {
  const texts = text.split(',').flatMap((part) => part.trim() || []);
  if (texts.includes('*')) return 'any';
  if (texts.length === 1 && texts[0] === 'none') return [];
  const origins = texts.flatMap((part) => parseOrigin(part) ?? []);
  return texts.length > 0 && origins.length === texts.length ? origins : undefined;
}

function parseOrigin(text: string): string | undefined {
  // Any scheme, since browser extensions and desktop shells have schemes of their own.
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/?#\s@]+)\/?$/i.exec(text);
  return match?.[1]?.toLowerCase();
}

function parseHosts(text: string): readonly string[] | 'any' | undefined {
  const hosts = text.split(',').flatMap((part) => part.trim().toLowerCase() || []);
  if (hosts.includes('*')) return 'any';
  return hosts.length > 0 && hosts.every((host) => /^[a-z0-9_]([a-z0-9._-]{0,252})$/.test(host)) ? hosts : undefined;
}

function parseReceivers(text: string): readonly string[] | undefined {
  if (text === 'none') return [];
  const receivers = text.split(',').map((part) => parseReceiver(part.trim()));
  return receivers.every((receiver) => receiver !== undefined) ? receivers : undefined;
}

/** Returns a host and port in the form in which URLs have them. */
function parseReceiver(text: string): string | undefined {
  const port = /^[^/?#@\\\s]+:([0-9]{1,5})$/.exec(text)?.[1];
  return port === undefined || Number(port) === 0 ? undefined : toReceiver(`http://${text}`);
}

function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(b|kb|mb|gb)?$/i.exec(text);
  const bytes = Math.floor(Number(match?.[1]) * (BYTES[match?.[2]?.toLowerCase() ?? 'b'] ?? 1));
  return bytes >= 1 ? bytes : undefined;
}

function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(ms|s|m)?$/i.exec(text);
  const milliseconds = Math.round(Number(match?.[1]) * (MILLISECONDS[match?.[2]?.toLowerCase() ?? 'ms'] ?? 1));
  return milliseconds >= 0 && milliseconds <= MAX_TIMER ? milliseconds : undefined;
}

function normalizeRate(text: string): string | undefined {
  const rate = parseRate(text);
  return rate === undefined ? undefined : formatRate(rate);
}

function formatList(values: readonly string[] | 'any'): string {
  if (values === 'any') return '*';
  return values.length === 0 ? 'none' : values.join(',');
}

function formatSize(bytes: number): string {
  return formatUnits(bytes, BYTES);
}

function formatDuration(milliseconds: number): string {
  return formatUnits(milliseconds, MILLISECONDS);
}

/** Writes an amount in the largest unit that divides it: 10,485,760 bytes are `10mb`. */
function formatUnits(amount: number, units: Readonly<Record<string, number>>): string {
  const fitting = Object.entries(units).filter(([, size]) => amount !== 0 && amount % size === 0);
  const [unit, size] = fitting.at(-1) ?? ['', 1];
  return `${amount / size}${unit}`;
}

const BYTES: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };
const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
/** The longest delay of a Node timer; a longer one fires immediately. */
const MAX_TIMER = 2 ** 31 - 1;

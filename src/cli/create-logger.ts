import { createRequire } from 'node:module';
import { pino } from 'pino';
import type * as PinoPretty from 'pino-pretty';
import type { SimulatorConfig } from '../config/options.ts';
import type { Logger } from '../kernel/logger.ts';
import { toPrintable, toPrintableLines } from '../kernel/text/printable.ts';
import type { Output } from './context.ts';
import { createRedact } from './redact.ts';
import { isRequestRecord, toRequestLine } from './request-line.ts';

/**
 * What a logger is made from. `redactedHeaders` are redacted beside what is usually secret: credentials, cookies,
 * tokens, passwords.
 */
export interface LoggerOptions extends Pick<SimulatorConfig, 'logLevel' | 'logFormat'> {
  readonly output: Output;
  readonly redactedHeaders: readonly string[];
}

/** A logger that writes a line at once, so that none is lost when the process ends. */
export function createLogger({ logLevel, logFormat, output, redactedHeaders }: LoggerOptions): Logger {
  const toLine = logFormat === 'pretty' ? createPrettifier(output) : toPrintableJson;
  const write = (text: string): unknown =>
    output.writeStyled === undefined ? output.write(text) : output.writeStyled(text);
  const redact = createRedact(redactedHeaders);
  const toError = (error: Error): object => redact(pino.stdSerializers.err(error));
  const logger = pino(
    {
      level: logLevel,
      base: null,
      serializers: { error: toError, err: toError },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redact },
    },
    { write: (line) => void write(toLine(line)) },
  );
  return Object.assign(logger, {
    setLevel: (level: string) => {
      logger.level = level;
    },
  });
}

/** Loaded for those who want it: it takes longer than all else that logs. */
function createPrettifier({ isTTY }: Output): (line: string) => string {
  const { prettyFactory } = require('pino-pretty') as typeof PinoPretty;
  const shared = { colorize: isTTY === true, translateTime: 'SYS:HH:MM:ss' };
  const prettify = prettyFactory(shared);
  // A request is one line: what its record holds is in the message.
  const prettifyRequest = prettyFactory({ ...shared, hideObject: true, messageFormat: toRequestLine });
  return (line) => {
    const record: unknown = JSON.parse(line);
    return isRequestRecord(record) ? prettifyRequest(record) : prettify(toPrintableRecord(record));
  };
}

/** JSON escapes C0 itself; what else a terminal obeys it leaves, and may escape as well. */
function toPrintableJson(line: string): string {
  return `${toPrintable(line.replace(/\n$/, ''))}\n`;
}

/** A record whose texts and names stay on their lines; a stack has several. */
function toPrintableRecord(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return name === 'stack' ? toPrintableLines(value) : toPrintable(value);
  if (Array.isArray(value)) return value.map((item: unknown) => toPrintableRecord(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [toPrintable(key), toPrintableRecord(item, key)]),
  );
}

const require = createRequire(import.meta.url);

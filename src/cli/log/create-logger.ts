import { createRequire } from 'node:module';
import { pino } from 'pino';
import type * as PinoPretty from 'pino-pretty';
import type { SimulatorConfig } from '../../config/simulator-config.ts';
import type { Logger } from '../../kernel/logger.ts';
import { toPrintable, toPrintableLines } from '../../kernel/text/printable.ts';
import type { Output } from '../terminal/context.ts';
import { createRedact } from './redact.ts';
import { isRequestRecord, toRequestLine } from './request-line.ts';

/** Options of `createLogger`. `redactedHeaders` are redacted besides credentials, cookies, tokens and passwords. */
export interface LoggerOptions extends Pick<SimulatorConfig, 'logLevel' | 'logFormat'> {
  readonly output: Output;
  readonly redactedHeaders: readonly string[];
}

/** Creates a logger that writes each line synchronously, so that none is lost when the process ends. */
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

/** Loads pino-pretty only when it is used, because that takes longer than the rest of the logger. */
function createPrettifier({ isTTY }: Output): (line: string) => string {
  const { prettyFactory } = require('pino-pretty') as typeof PinoPretty;
  const shared = { colorize: isTTY === true, translateTime: 'SYS:HH:MM:ss' };
  const prettify = prettyFactory(shared);
  // A request is one line: the message has all fields of the record.
  const prettifyRequest = prettyFactory({ ...shared, hideObject: true, messageFormat: toRequestLine });
  return (line) => {
    const record: unknown = JSON.parse(line);
    return isRequestRecord(record) ? prettifyRequest(record) : prettify(toPrintableRecord(record));
  };
}

/** Escapes the control characters that `JSON.stringify` leaves as they are (it escapes C0 only). */
function toPrintableJson(line: string): string {
  return `${toPrintable(line.replace(/\n$/, ''))}\n`;
}

/** Copies a record with control characters escaped in names and texts. A stack keeps its line breaks. */
function toPrintableRecord(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return name === 'stack' ? toPrintableLines(value) : toPrintable(value);
  if (Array.isArray(value)) return value.map((item: unknown) => toPrintableRecord(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [toPrintable(key), toPrintableRecord(item, key)]),
  );
}

const require = createRequire(import.meta.url);

import { createRequire } from 'node:module';
import { pino } from 'pino';
import type * as PinoPretty from 'pino-pretty';
import type { SimulatorConfig } from '../config/options.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Output } from './context.ts';
import { createRedact } from './redact.ts';
import { isRequestRecord, toRequestLine } from './request-line.ts';

/** What a logger is made from. `redactedHeaders` are redacted beside what is usually secret: credentials, cookies, tokens, passwords. */
export interface LoggerOptions extends Pick<SimulatorConfig, 'logLevel' | 'logFormat'> {
  readonly output: Output;
  readonly redactedHeaders: readonly string[];
}

/** A logger that writes a line at once, so that none is lost when the process ends. */
export function createLogger({ logLevel, logFormat, output, redactedHeaders }: LoggerOptions): Logger {
  const toLine = logFormat === 'pretty' ? createPrettifier(output) : (line: string) => line;
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
    { write: (line) => void output.write(toLine(line)) },
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
    return isRequestRecord(record) ? prettifyRequest(record) : prettify(line);
  };
}

const require = createRequire(import.meta.url);

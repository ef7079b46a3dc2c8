/** Where the simulator says what happens. `fields` are structured; secrets are redacted before they get here. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A logger that keeps silent: the default when embedded in tests. */
export const silentLogger: Logger = { info: ignore, warn: ignore, error: ignore };

function ignore(): void {}

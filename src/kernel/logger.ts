/**
 * Where the simulator says what happens. `fields` are structured and may hold what a request said: who writes them down
 * redacts secrets.
 */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** Says more or less from now on, where the logger is ours to set. */
  setLevel?(level: string): void;
  /** Whether what is said at a level is written: asked before what takes work to say. Unless there, everything is. */
  isLevelEnabled?(level: string): boolean;
}

/** A logger that keeps silent: the default when embedded in tests. */
export const silentLogger: Logger = { info: ignore, warn: ignore, error: ignore, isLevelEnabled: () => false };

function ignore(): void {}

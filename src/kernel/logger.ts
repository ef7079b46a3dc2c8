/** Receives the simulator's log. `fields` may hold data of requests: the implementation redacts secrets. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** Logs what is of use for a closer look alone. When absent, it is not logged. */
  debug?(fields: object, message: string): void;
  /** Changes the level. Absent when the embedding program controls the level. */
  setLevel?(level: string): void;
  /** Returns whether a level is written; checked before costly messages. When absent, every level is. */
  isLevelEnabled?(level: string): boolean;
}

/** A logger that writes nothing: the default of an embedded simulator. */
export const silentLogger: Logger = { info: ignore, warn: ignore, error: ignore, isLevelEnabled: () => false };

function ignore(): void {}

import { setImmediate } from 'node:timers/promises';

/** The parts of a stream of the process that are used to find its errors. */
export interface WatchedStream {
  readonly writableLength: number;
  on(event: 'error', listener: (error: Error) => void): unknown;
  write(text: string, done: () => void): unknown;
}

/**
 * Collects the errors of an output stream, which would otherwise end the process. Returns a function that waits until
 * everything is written, and then returns the first error since its last call. A reader of a pipe that exits, as `head`
 * does, is not an error.
 */
export function watchOutput(stream: WatchedStream): () => Promise<Error | undefined> {
  let first: Error | undefined;
  stream.on('error', (error) => {
    if (!('code' in error && error.code === 'EPIPE')) first ??= error;
  });
  return async () => {
    // Files and most pipes are written at once. To write nothing to a full disk is an error, too.
    if (stream.writableLength > 0) await new Promise<void>((resolve) => void stream.write('', resolve));
    // A stream emits the error of a write in a later turn.
    await setImmediate();
    const error = first;
    first = undefined;
    return error;
  };
}

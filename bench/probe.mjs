// Loaded into a server that is measured: says what memory it holds once garbage is collected.
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.channel?.unref();

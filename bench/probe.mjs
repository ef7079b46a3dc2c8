// Loaded into a server that is measured: says what it holds once garbage is collected.
process.on('message', () => {
  globalThis.gc?.();
  const resources = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  process.send?.({ ...process.memoryUsage(), resources });
});
process.channel?.unref();

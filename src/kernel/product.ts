/** The product's own names: its command, its environment variables and the headers that it adds to answers. */
export const PRODUCT = {
  name: 'athena-simulator',
  environmentPrefix: 'ATHENA_',
  errorHeader: 'x-athena-error',
  simulatedHeader: 'x-athena-simulated',
  faultHeader: 'x-athena-fault',
  provenanceHeader: 'x-athena-provenance',
  /** Names the sandbox, in requests and in answers. */
  sandboxHeader: 'x-athena-sandbox',
  /** What happened to the sandbox of an answer, or through it: `created`, `created-again`, `evicted=w1`. */
  sandboxEventHeader: 'x-athena-sandbox-event',
  sandboxCookie: 'athena_sandbox',
  adminTokenHeader: 'x-athena-admin-token',
} as const;

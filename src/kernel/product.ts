/** The product's names: its command, its environment variables and the headers that it reads and adds. */
export const PRODUCT = {
  name: 'athena-simulator',
  environmentPrefix: 'ATHENA_',
  errorHeader: 'x-athena-error',
  simulatedHeader: 'x-athena-simulated',
  faultHeader: 'x-athena-fault',
  provenanceHeader: 'x-athena-provenance',
  /** Names the sandbox, in requests and responses. */
  sandboxHeader: 'x-athena-sandbox',
  /** What the request did to sandboxes: `created`, `created-again`, `evicted=w1`. */
  sandboxEventHeader: 'x-athena-sandbox-event',
  sandboxCookie: 'athena_sandbox',
  adminTokenHeader: 'x-athena-admin-token',
} as const;

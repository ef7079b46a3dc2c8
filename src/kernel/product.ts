/** The product's names: its command, its environment variables and the headers that it reads and adds. */
export const PRODUCT = {
  name: 'athena-simulator',
  environmentPrefix: 'ATHENA_',
  /** The name of the configuration file, without its extension. */
  configFile: 'athena.config',
  /** The environment variable with a running server's address: for test runners and for servers in between. */
  urlVariable: 'ATHENA_URL',
  errorHeader: 'x-athena-error',
  simulatedHeader: 'x-athena-simulated',
  faultHeader: 'x-athena-fault',
  provenanceHeader: 'x-athena-provenance',
  /** Names the sandbox, in requests and responses. */
  sandboxHeader: 'x-athena-sandbox',
  /** What the request did to sandboxes: `created`, `created-again`, `evicted=w1`. */
  sandboxEventHeader: 'x-athena-sandbox-event',
  /** The epoch and position of a shared log that a response shows, and that a request waits for. */
  positionHeader: 'x-athena-position',
  /** `latest` makes a read wait until it shows what any replica had acknowledged before. */
  readHeader: 'x-athena-read',
  sandboxCookie: 'athena_sandbox',
  /** The member of the `baggage` header that names the sandbox. */
  sandboxBaggage: 'athena.sandbox',
  /** The id of a delivery, in requests that the simulator sends. */
  deliveryHeader: 'x-athena-delivery',
  /** The signature of such a request. */
  signatureHeader: 'x-athena-signature',
  adminTokenHeader: 'x-athena-admin-token',
} as const;

/** The product's own names: its command, its environment variables and the headers that it adds to answers. */
export const PRODUCT = {
  name: 'athena-simulator',
  environmentPrefix: 'ATHENA_',
  errorHeader: 'x-athena-error',
  simulatedHeader: 'x-athena-simulated',
  faultHeader: 'x-athena-fault',
  provenanceHeader: 'x-athena-provenance',
} as const;

import type { OptionName } from './options.ts';

/** Options that belong together: a page of the help, and a section of docs/options.md. */
export interface OptionGroup {
  /** The word that `--help` takes. */
  readonly name: string;
  readonly title: string;
  readonly options: readonly OptionName[];
  /** Whether they are options of other commands than `start`. */
  readonly isOfOthers?: true;
}

/** Every option, in groups that fit on a terminal of 24 lines with their descriptions. A test checks both. */
export const OPTION_GROUPS: readonly OptionGroup[] = [
  {
    name: 'server',
    title: 'Where the server listens, and its limits',
    options: ['port', 'host', 'publicUrl', 'trustProxy', 'corsOrigins', 'maxBody', 'maxInFlight', 'shutdownTimeout'],
  },
  { name: 'log', title: 'The log', options: ['logLevel', 'logFormat'] },
  {
    name: 'storage',
    title: 'Where the state is stored',
    options: ['data', 'ephemeral', 'durability', 'reset', 'migrate'],
  },
  {
    name: 'replicas',
    title: 'Several servers over one database',
    options: ['journal', 'journalSchema', 'replicaUrl', 'reads'],
  },
  { name: 'time', title: 'Time and randomness', options: ['seed', 'speed'] },
  {
    name: 'contract',
    title: 'The contract, its records, and how requests are checked',
    options: ['spec', 'fixtures', 'allowRefs', 'watch', 'strict', 'noTrim', 'noCache'],
  },
  {
    name: 'access',
    title: 'Who may call the API, and how often',
    options: ['auth', 'token', 'tokenTtl', 'csrf', 'rateLimit'],
  },
  {
    name: 'replies',
    title: 'What is answered in place of a model',
    options: ['script', 'responder', 'responderUrl', 'responderModel', 'replies', 'recordReplies'],
  },
  { name: 'sandboxes', title: 'Sandboxes', options: ['maxSandboxes', 'sandboxIdle', 'requireSandbox'] },
  {
    name: 'control',
    title: 'The control plane',
    options: ['adminToken', 'noAdmin', 'allowedHosts'],
  },
  { name: 'scenarios', title: 'Scenarios', options: ['scenarios', 'scenario'] },
  { name: 'coverage', title: 'Coverage of the contract', options: ['coverageOut', 'coverageMin'] },
  { name: 'outgoing', title: 'Requests to other servers', options: ['allowOutgoing', 'outgoingSecret'] },
  { name: 'file', title: 'The configuration file', options: ['config'] },
  { name: 'world', title: 'The command `world`', options: ['size', 'out', 'force'], isOfOthers: true },
  { name: 'client', title: 'Commands that ask a running server', options: ['url', 'sandbox'], isOfOthers: true },
];

import type { OptionSpec } from './option-spec.ts';

/** Options of sandboxes, the control plane, scenarios, coverage and reloading. */
export const CONTROL_OPTIONS = {
  maxSandboxes: {
    flag: '--max-sandboxes',
    kind: 'count',
    argument: 'number',
    default: 1000,
    description: 'Maximum number of sandboxes; a new one above it evicts the least recently used',
  },
  /** Milliseconds after which an unused sandbox is evicted; 0 means never. */
  sandboxIdle: {
    flag: '--sandbox-idle',
    kind: 'duration',
    argument: 'time',
    default: 3_600_000,
    description: 'How long an unused sandbox is retained; 0 means forever',
  },
  requireSandbox: {
    flag: '--require-sandbox',
    kind: 'switch',
    default: false,
    description: 'Reject requests that name no sandbox',
  },
  /** The token of the control plane; undefined generates one. */
  adminToken: {
    flag: '--admin-token',
    kind: 'token',
    argument: 'text',
    default: undefined,
    description:
      'Token of the control plane; by default local callers need none, and all others need one that is generated at the start',
  },
  /** Disables the control plane. */
  noAdmin: {
    flag: '--no-admin',
    kind: 'switch',
    default: false,
    description: 'Disable the control plane; /__admin serves only the home page, the contract and /__admin/health',
  },
  /** Host names that the control plane accepts, besides those of this machine. */
  allowedHosts: {
    flag: '--allowed-hosts',
    kind: 'hosts',
    argument: 'name',
    default: [],
    description: 'Host names that the control plane accepts besides localhost; repeatable, or a comma-separated list',
    isRepeatable: true,
  },
  /** The folder of scenarios; undefined uses the included ones. */
  scenarios: {
    flag: '--scenarios',
    kind: 'path',
    argument: 'folder',
    default: undefined,
    description: 'Folder with scenarios instead of the included ones',
  },
  /** The name of the scenario to activate at the start. */
  scenario: {
    flag: '--scenario',
    kind: 'text',
    argument: 'name',
    default: undefined,
    description: 'Scenario to activate at the start',
  },
  /** The folder that the coverage report is written to at the end. */
  coverageOut: {
    flag: '--coverage-out',
    kind: 'path',
    argument: 'folder',
    default: undefined,
    description: 'Folder to write a coverage report of the contract to',
  },
  /** The minimum percentage of covered responses; below it the command fails. */
  coverageMin: {
    flag: '--coverage-min',
    kind: 'percent',
    argument: 'percent',
    default: undefined,
    description: 'Minimum percentage of covered responses; below it the exit code is 1',
  },
  /** Reloads the document, fixtures, script and scenarios when one of their files changes. */
  watch: {
    flag: '--watch',
    kind: 'switch',
    default: false,
    description: 'Reload the document, fixtures, script and scenarios when a file changes; the state is kept',
  },
} as const satisfies Record<string, OptionSpec>;

import type { OptionSpec } from './option-spec.ts';

/** Options of sandboxes, the control plane, scenarios, coverage and reloading. */
export const CONTROL_OPTIONS = {
  maxSandboxes: {
    flag: '--max-sandboxes',
    kind: 'count',
    argument: 'number',
    default: '1000',
    description: 'Maximum number of sandboxes; a new one above it evicts the least recently used',
  },
  sandboxIdle: {
    flag: '--sandbox-idle',
    kind: 'duration',
    argument: 'time',
    default: '60m',
    description: 'How long an unused sandbox is retained; 0 means forever',
  },
  requireSandbox: { flag: '--require-sandbox', kind: 'switch', description: 'Reject requests that name no sandbox' },
  adminToken: {
    flag: '--admin-token',
    kind: 'token',
    argument: 'text',
    description:
      'Token of the control plane; by default local callers need none, and all others need one that is generated at the start',
  },
  noAdmin: {
    flag: '--no-admin',
    kind: 'switch',
    description: 'Disable the control plane; /__admin serves only health and pages',
  },
  allowedHosts: {
    flag: '--allowed-hosts',
    kind: 'hosts',
    argument: 'name',
    description: 'Host names that the control plane accepts besides localhost; repeatable, or a comma-separated list',
    isRepeatable: true,
  },
  scenarios: {
    flag: '--scenarios',
    kind: 'path',
    argument: 'folder',
    description: 'Folder with scenarios instead of the included ones',
  },
  scenario: {
    flag: '--scenario',
    kind: 'text',
    argument: 'name',
    description: 'Scenario to activate at the start',
  },
  coverageOut: {
    flag: '--coverage-out',
    kind: 'path',
    argument: 'folder',
    description: 'Folder to write a coverage report of the contract to',
  },
  coverageMin: {
    flag: '--coverage-min',
    kind: 'percent',
    argument: 'percent',
    description: 'Minimum percentage of covered responses; below it the exit code is 1',
  },
  watch: {
    flag: '--watch',
    kind: 'switch',
    description: 'Reload the document, fixtures, script and scenarios when a file changes; the state is kept',
  },
} as const satisfies Record<string, OptionSpec>;

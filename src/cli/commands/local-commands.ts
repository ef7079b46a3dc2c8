import { OPTION_NAMES, SERVER_OPTION_NAMES } from '../../config/options.ts';
import { defineCommand, type CommandSpec } from '../terminal/command-spec.ts';
import { JSON_OPTION, OUT_DIR_OPTION, switchOption } from '../terminal/own-options.ts';

/** The commands that need no running server. */
export const LOCAL_COMMANDS: readonly CommandSpec[] = [
  defineCommand({
    name: 'start',
    isDefault: true,
    description: 'Start the server (the default command)',
    accepts: SERVER_OPTION_NAMES,
    run: async ({ config, context }) => (await import('../local/start.ts')).start(config, context),
  }),
  defineCommand({
    name: 'validate',
    description: 'Check the contract, its examples and the fixtures',
    accepts: ['spec', 'allowRefs', 'fixtures'],
    options: JSON_OPTION,
    run: async ({ config, context, options }) =>
      (await import('../local/validate.ts')).validate(config, context, options),
  }),
  defineCommand({
    name: 'world',
    description: 'Write a larger set of records that conform to the contract, to serve with --fixtures',
    accepts: ['size', 'seed', 'out', 'force', 'spec', 'allowRefs', 'fixtures'],
    options: JSON_OPTION,
    run: async ({ config, context, options }) => (await import('../local/world.ts')).world(config, context, options),
  }),
  defineCommand({
    name: 'init',
    description: 'Write a small contract with records to a folder, as a starting point for your own API',
    operands: ['[folder]'],
    options: {
      ...JSON_OPTION,
      guide: switchOption('--agents', 'Append lines about the simulator to AGENTS.md, and write no contract'),
    },
    run: async ({ config, context, operands, options }) =>
      (await import('../local/init.ts')).init(config, context, { ...options, folder: operands[0] }),
  }),
  defineCommand({
    name: 'doctor',
    description: 'Check what a start with these settings needs, and say what to do',
    accepts: [...SERVER_OPTION_NAMES, 'url'],
    options: JSON_OPTION,
    run: async (input) => (await import('../doctor/doctor.ts')).doctor(input),
  }),
  defineCommand({
    name: 'config',
    description: 'Print the value of every option, and where it came from',
    accepts: OPTION_NAMES,
    options: { ...JSON_OPTION, print: switchOption('--print', 'Print the values, which is what the command does') },
    run: async ({ settings, context, options }) =>
      (await import('../local/print-config.ts')).printConfig(settings, context, options),
  }),
  defineCommand({
    name: 'repair',
    description: 'Copy a data folder with a damaged journal, and repair it',
    accepts: ['data'],
    options: JSON_OPTION,
    run: async ({ config, context, options }) => (await import('../local/repair.ts')).repair(config, context, options),
  }),
  defineCommand({
    name: 'mcp',
    description: 'Serve tools for coding assistants (MCP) on standard input and output',
    note: 'Without --url it starts a server of its own: in memory unless --data is given, and on a free\nport unless --port is given. Without --sandbox it makes a sandbox, and deletes it at the end.',
    accepts: [
      ...([
        'url',
        'sandbox',
        'adminToken',
        'token',
        'port',
        'host',
        'data',
        'seed',
        'speed',
        'spec',
        'fixtures',
      ] as const),
      ...(['allowRefs', 'watch', 'strict', 'auth', 'script', 'scenarios', 'scenario', 'logLevel'] as const),
    ],
    options: OUT_DIR_OPTION,
    run: async (input) => (await import('../mcp/mcp.ts')).mcp(input),
  }),
  ...(['export', 'import'] as const).map((verb) =>
    defineCommand({
      name: `snapshot ${verb}`,
      description:
        verb === 'export'
          ? 'Write the state of a data folder to a file'
          : 'Replace the state of a data folder by a file',
      accepts: ['data', 'spec', 'allowRefs', 'fixtures'],
      operands: ['<file>'],
      options: JSON_OPTION,
      run: async ({ config, context, operands: [file = ''], options }) =>
        (await import('../local/snapshot.ts')).snapshot(config, context, { ...options, verb, file }),
    }),
  ),
];

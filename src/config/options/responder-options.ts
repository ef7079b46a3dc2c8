import type { OptionSpec } from './option-spec.ts';

/**
 * Options of who answers in place of a model. The key of a server is no option: it comes from the environment alone.
 */
export const RESPONDER_OPTIONS = {
  responder: {
    flag: '--responder',
    kind: 'responder',
    argument: 'kind',
    default: undefined,
    description: 'Answer with a real model: openai asks a server of chat completions (default: answers are composed)',
    isCommandLineOnly: true,
  },
  /** The base URL of a server of chat completions. */
  responderUrl: {
    flag: '--responder-url',
    kind: 'url',
    argument: 'url',
    default: undefined,
    description:
      'Base URL of the server of chat completions, such as http://localhost:11434/v1; the key is read from ATHENA_RESPONDER_KEY',
  },
  responderModel: {
    flag: '--responder-model',
    kind: 'text',
    argument: 'name',
    default: undefined,
    description: 'Model that the server is asked for (default: the model that the question names)',
  },
  /** A file that `recordReplies` has written. Its answers come before all others but those of scripts. */
  replies: {
    flag: '--replies',
    kind: 'path',
    argument: 'file',
    default: undefined,
    description: 'File of recorded answers to replay',
  },
  /** The file that answers are appended to. */
  recordReplies: {
    flag: '--record-replies',
    kind: 'path',
    argument: 'file',
    default: undefined,
    description: 'File to record answers to, for --replies',
  },
} as const satisfies Record<string, OptionSpec>;

import { appendFileSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Responder } from '../../athena/responder/model/responder.ts';
import { createOpenAiResponder } from '../../athena/responder/openai/create-openai-responder.ts';
import { parseRecordedReply, type RecordedReply } from '../../athena/responder/recorded/recorded-reply.ts';
import { recordReplies } from '../../athena/responder/recorded/record-replies.ts';
import { replayReplies } from '../../athena/responder/recorded/replay-replies.ts';
import { createScriptedResponder } from '../../athena/responder/scripted.ts';
import { OPTIONS, type OptionName } from '../../config/options.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import type { Logger } from '../../kernel/logger.ts';
import { makeFolder } from '../../store/files/make-folder.ts';

/** Who answers in place of a model, as the options say. */
export interface ResponderOptions {
  /** A responder of the program, or `openai` for a server of chat completions. */
  readonly responder?: Responder | 'openai' | undefined;
  readonly responderUrl?: string | undefined;
  readonly responderModel?: string | undefined;
  /** The API key of that server. */
  readonly responderKey?: string | undefined;
  /** A file of recorded answers, which come first. */
  readonly replies?: string | undefined;
  /** The file that answers are recorded to. */
  readonly recordReplies?: string | undefined;
  readonly logger?: Logger | undefined;
}

/**
 * Opens the responder that the options describe; undefined when none of them is given. Throws a BootError if they
 * contradict one another or a file cannot be used.
 */
export async function openResponder(options: ResponderOptions): Promise<Responder | undefined> {
  const faults = findFaults(options);
  if (faults.length > 0) throw new BootError(faults);
  const { replies, recordReplies: out, logger } = options;
  const asked = toAsked(options);
  if (replies === undefined && out === undefined) return asked;
  const answering =
    replies === undefined ? createScriptedResponder(undefined, asked) : await openReplay(replies, asked);
  return out === undefined ? answering : recordReplies(answering, await openWriter(out, logger));
}

function toAsked({ responder, responderUrl, responderModel, responderKey }: ResponderOptions): Responder | undefined {
  if (responder !== 'openai') return responder;
  return createOpenAiResponder({ url: responderUrl ?? '', model: responderModel, key: responderKey });
}

async function openReplay(file: string, asked: Responder | undefined): Promise<Required<Responder>> {
  return replayReplies(await readReplies(file), createScriptedResponder(undefined, asked));
}

async function readReplies(file: string): Promise<readonly RecordedReply[]> {
  const lines = (await readText(file)).split('\n').map((line) => line.trim());
  const read = lines.map((line) => (line === '' ? undefined : parseRecordedReply(line)));
  const faults = lines.flatMap((line, index) =>
    line === '' || read[index] !== undefined ? [] : [toLineFault(file, index + 1)],
  );
  if (faults.length > 0) throw new BootError(faults.slice(0, MAX_FAULTS));
  return read.filter((reply) => reply !== undefined);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const message = `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    throw new BootError([{ file, pointer: '', message, remedy: 'Give a file that --record-replies has written.' }]);
  }
}

/** Returns the function that appends a line. A line that cannot be written is reported once; the answer is given. */
async function openWriter(file: string, logger: Logger | undefined): Promise<(line: string) => void> {
  await prepareFile(file);
  let isReported = false;
  return (line) => {
    try {
      appendFileSync(file, `${line}\n`);
    } catch (error) {
      if (!isReported) logger?.error({ file, err: error }, 'Failed to record an answer.');
      isReported = true;
    }
  };
}

/** Fails at the start rather than after the first answer when the file cannot be written. */
async function prepareFile(file: string): Promise<void> {
  try {
    await makeFolder(dirname(file));
    await appendFile(file, '');
  } catch (error) {
    const message = `The file cannot be written: ${error instanceof Error ? error.message : String(error)}.`;
    throw new BootError([{ file, pointer: '', message, remedy: 'Give --record-replies a file in a folder of yours.' }]);
  }
}

function findFaults({
  responder,
  responderUrl,
  responderModel,
  replies,
  recordReplies: out,
}: ResponderOptions): readonly BootFault[] {
  const isServer = responder === 'openai';
  return [
    ...(isServer && responderUrl === undefined
      ? [
          toOptionFault(
            'responderUrl',
            'A responder of the kind openai needs a URL.',
            'Give --responder-url, such as http://localhost:11434/v1.',
          ),
        ]
      : []),
    ...(!isServer && responderUrl !== undefined
      ? [toOptionFault('responderUrl', 'A URL needs a responder of the kind openai.', 'Add --responder openai.')]
      : []),
    ...(!isServer && responderModel !== undefined
      ? [toOptionFault('responderModel', 'A model needs a responder of the kind openai.', 'Add --responder openai.')]
      : []),
    ...(replies !== undefined && replies === out
      ? [
          toOptionFault(
            'recordReplies',
            'Answers cannot be recorded to the file that they are replayed from.',
            'Give another file.',
          ),
        ]
      : []),
  ];
}

function toOptionFault(name: OptionName, message: string, remedy: string): BootFault {
  return toFault(OPTIONS[name].flag, message, remedy);
}

function toFault(file: string, message: string, remedy: string): BootFault {
  return { file, pointer: '', message, remedy };
}

function toLineFault(file: string, line: number): BootFault {
  return toFault(
    file,
    `Line ${line} is not a recorded answer.`,
    'Remove the line, or record the conversation again with --record-replies.',
  );
}

/** Maximum number of lines that are reported. */
const MAX_FAULTS = 20;

import { readFile } from 'node:fs/promises';
import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import type { JsonValue } from '../kernel/json/json.ts';
import { toClause } from '../kernel/text/to-reason.ts';

/**
 * Reads a YAML or JSON file. Throws a BootError when it is missing, malformed, or multiplies its size with aliases.
 */
export async function loadYaml(file: string): Promise<JsonValue> {
  const text = await readText(file);
  // Loaded on first use: a boot without a YAML file does not pay for the parser.
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const faults = document.errors.map((error): BootFault => ({
    file,
    pointer: '',
    message: toLine(error.message),
    remedy: 'Fix the YAML.',
  }));
  if (faults.length > 0) throw new BootError(faults);
  try {
    return (document.toJS({ maxAliasCount: 100 }) ?? null) as JsonValue;
  } catch (error) {
    throw new BootError([
      {
        file,
        pointer: '',
        message: `Failed to read the file: ${toClause(error)}.`,
        remedy: 'Replace the aliases with the values they stand for.',
      },
    ]);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new BootError([
      {
        file,
        pointer: '',
        message: `Failed to read the file: ${toClause(error)}.`,
        remedy: 'Name an existing YAML file.',
      },
    ]);
  }
}

/** Keeps the first line of the parser's message, which has the line number; the rest is a drawing of the position. */
function toLine(message: string): string {
  return `This is not valid YAML: ${message.split('\n', 1)[0]?.replace(/:$/, '') ?? ''}.`;
}

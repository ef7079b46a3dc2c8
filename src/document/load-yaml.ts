import { readFile } from 'node:fs/promises';
import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import type { JsonValue } from '../kernel/json/json.ts';

/** Reads a YAML or JSON file. Throws a BootError that says where it cannot be read. Aliases may not multiply it. */
export async function loadYaml(file: string): Promise<JsonValue> {
  const text = await readText(file);
  // No boot without a YAML file pays for it.
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const faults = document.errors.map((error): BootFault => ({
    file,
    pointer: '',
    message: toLine(error.message),
    remedy: 'Mend the YAML.',
  }));
  if (faults.length > 0) throw new BootError(faults);
  try {
    return (document.toJS({ maxAliasCount: 100 }) ?? null) as JsonValue;
  } catch (error) {
    throw new BootError([
      { file, pointer: '', message: `It cannot be read: ${toReason(error)}.`, remedy: 'Write aliases out.' },
    ]);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new BootError([
      { file, pointer: '', message: `It cannot be read: ${toReason(error)}.`, remedy: 'Name a YAML file that exists.' },
    ]);
  }
}

/** The parser's message has the line; what follows draws the place. */
function toLine(message: string): string {
  return `This is not YAML: ${message.split('\n', 1)[0]?.replace(/:$/, '') ?? ''}.`;
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

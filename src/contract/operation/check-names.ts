import type { UnlinkedOperation } from './compile-operation.ts';
import type { Parameter } from '../model/contract.ts';
import type { FaultCollector } from '../model/fault-collector.ts';

/** Finds operations that share an id and path parameters that nobody declares. */
export function checkOperationNames(operations: readonly UnlinkedOperation[], faults: FaultCollector): void {
  const seen = new Map<string, string>();
  for (const { id, pointer, path, parameters } of operations) {
    const other = seen.get(id);
    if (other !== undefined)
      faults.add(
        `${pointer}/operationId`,
        `The operationId "${id}" is also at ${other}.`,
        'Give each operation an id of its own.',
      );
    seen.set(id, pointer);
    for (const name of undeclaredNames(path, parameters)) {
      const remedy = `Add { name: ${name}, in: path, required: true, schema } to its parameters.`;
      faults.add(pointer, `The path parameter "${name}" is not declared.`, remedy);
    }
  }
}

/**
 * As `checkNames` for a foreign document: a second operation of an id gets one of its own, and an undeclared path
 * parameter is a text.
 */
export function assignOperationIds(
  operations: readonly UnlinkedOperation[],
  faults: FaultCollector,
): readonly UnlinkedOperation[] {
  const seen = new Set<string>();
  return operations.map((operation) => {
    const id = uniqueName(operation.id, seen);
    seen.add(id);
    if (id !== operation.id)
      faults.warn(
        `${operation.pointer}/operationId`,
        `The operationId "${operation.id}" is taken.`,
        `It is called "${id}".`,
      );
    const missing = undeclaredNames(operation.path, operation.parameters);
    for (const name of missing)
      faults.warn(operation.pointer, `The path parameter "${name}" is not declared.`, 'Any text is taken for it.');
    return {
      ...operation,
      id,
      parameters: [...operation.parameters, ...missing.map((name) => toTextParameter(name, operation.pointer))],
    };
  });
}

/** `name`, or with a number where it is taken. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}_${number}`;
  return free;
}

function undeclaredNames(path: string, parameters: readonly Parameter[]): readonly string[] {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  return names.filter((name) => !parameters.some((parameter) => parameter.in === 'path' && parameter.name === name));
}

function toTextParameter(name: string, pointer: string): Parameter {
  return {
    name,
    field: name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    pointer,
    decode: ({ path }) => path[name],
    validate: () => [],
  };
}

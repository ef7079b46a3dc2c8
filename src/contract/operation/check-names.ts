import type { UnlinkedOperation } from './compile-operation.ts';
import type { Parameter } from '../model/contract.ts';
import type { FaultCollector } from '../model/fault-collector.ts';

/** Adds a fault for each duplicate operationId and each undeclared path parameter. */
export function checkOperationNames(operations: readonly UnlinkedOperation[], faults: FaultCollector): void {
  const seen = new Map<string, string>();
  for (const { id, pointer, path, parameters } of operations) {
    const other = seen.get(id);
    if (other !== undefined)
      faults.add(
        `${pointer}/operationId`,
        `The operationId "${id}" is also at ${other}.`,
        'Give each operation a unique id.',
      );
    seen.set(id, pointer);
    for (const name of undeclaredNames(path, parameters)) {
      const remedy = `Add { name: ${name}, in: path, required: true, schema } to its parameters.`;
      faults.add(pointer, `The path parameter "${name}" is not declared.`, remedy);
    }
  }
}

/**
 * Repairs the operations of a third-party document, with a warning for each change: a duplicate operationId gets a
 * number, and an undeclared path parameter is added as a string.
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
        `The operationId "${operation.id}" is not unique.`,
        `This operation is named "${id}".`,
      );
    const missing = undeclaredNames(operation.path, operation.parameters);
    for (const name of missing)
      faults.warn(operation.pointer, `The path parameter "${name}" is not declared.`, 'Any string is accepted.');
    return {
      ...operation,
      id,
      parameters: [...operation.parameters, ...missing.map((name) => toStringParameter(name, operation.pointer))],
    };
  });
}

/** Returns `name`, with a number appended when it is one of `taken`. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique); number += 1) unique = `${name}_${number}`;
  return unique;
}

function undeclaredNames(path: string, parameters: readonly Parameter[]): readonly string[] {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  return names.filter((name) => !parameters.some((parameter) => parameter.in === 'path' && parameter.name === name));
}

function toStringParameter(name: string, pointer: string): Parameter {
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

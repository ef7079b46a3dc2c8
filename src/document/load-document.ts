import { resolve } from 'node:path';
import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import type { JsonObject } from '../kernel/json/json.ts';
import { parsePointer, toPointer } from '../kernel/json/pointer.ts';
import { bundleDocument, type Bundle } from './bundle-document.ts';
import type { OpenApiDocument, SourceLocation } from './openapi/open-api-document.ts';
import { readFiles } from './read-files.ts';
import { toOpenApi31 } from './openapi/to-open-api-31.ts';

/**
 * Reads an OpenAPI 3.0 or 3.1 document (YAML or JSON) with the files it refers to. Returns one 3.1 document whose
 * references are internal. Referenced files must be below its folder, the working directory or one of `allowRefs`.
 * Throws a BootError that lists every broken reference and every file that cannot be read.
 */
export async function loadDocument(file: string, allowRefs: readonly string[] = []): Promise<OpenApiDocument> {
  const faults: BootFault[] = [];
  const root = resolve(file);
  const files = await readFiles(root, faults, allowRefs);
  // `locate` lives as long as the contract: it must hold the sources, and not the document as it was read.
  const { document, sources } = bundleDocument(root, files, faults);
  if (faults.length === 0) faults.push(...versionFaults(file, document));
  if (faults.length > 0) throw new BootError(faults);
  return {
    file,
    document: toOpenApi31(document),
    locate: (pointer) => locate(file, sources, pointer),
    warnings: files.warnings,
  };
}

function versionFaults(file: string, document: JsonObject): BootFault[] {
  const version = document['openapi'];
  if (typeof version === 'string' && /^3\.[01]\./.test(version)) return [];
  const remedy = 'Use an OpenAPI 3.0 or 3.1 document.';
  if (version === undefined && document['swagger'] !== undefined) {
    return [
      {
        file,
        pointer: '/swagger',
        message: `Swagger ${String(document['swagger'])} is not supported.`,
        remedy: 'Convert it to OpenAPI 3.0 or 3.1.',
      },
    ];
  }
  if (version === undefined)
    return [{ file, pointer: '', message: 'This is not an OpenAPI document: it has no "openapi" field.', remedy }];
  // YAML parses `openapi: 3.1` as a number.
  const isNumber = typeof version === 'number';
  const message = isNumber
    ? `The OpenAPI version ${version} is a number.`
    : `OpenAPI ${JSON.stringify(version)} is not supported.`;
  return [
    {
      file,
      pointer: '/openapi',
      message,
      remedy: isNumber ? "Write the full version as a string, such as '3.1.0'." : remedy,
    },
  ];
}

function locate(file: string, sources: Bundle['sources'], pointer: string): SourceLocation {
  const steps = parsePointer(pointer);
  for (let length = steps.length; length > 0; length -= 1) {
    const source = sources.get(toPointer(steps.slice(0, length)));
    if (source !== undefined) return { file: source.file, pointer: source.pointer + toPointer(steps.slice(length)) };
  }
  return { file, pointer };
}

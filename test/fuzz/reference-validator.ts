import { isDeepStrictEqual } from 'node:util';
import addFormats from 'ajv-formats';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';
import { parsePointer, toPointerStep } from '../../src/kernel/json/pointer.ts';

/** Returns the errors that plain ajv finds in a value, by the schema at a JSON Pointer of the document. */
export type ReferenceValidator = (pointer: string, value: JsonValue | undefined) => readonly ErrorObject[];

/**
 * Creates a validator from ajv without the product's adjustments. It decides whether requests and responses match the
 * contract.
 */
export function createReferenceValidator(document: JsonObject): ReferenceValidator {
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false, logger: false });
  addFormats.default(ajv);
  // ajv's own comparison calls an element's `valueOf` and `toString`, which may be properties of a JSON object.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (isUnique: boolean, list: readonly unknown[]) => !isUnique || areDifferent(list),
  });
  ajv.addSchema({ ...document, $id: DOCUMENT_ID });
  return (pointer, value) => {
    const fragment = parsePointer(pointer)
      .map((step) => `/${encodeURIComponent(toPointerStep(step))}`)
      .join('');
    const validate = ajv.getSchema(`${DOCUMENT_ID}#${fragment}`);
    if (validate === undefined) throw new Error(`There is no schema at ${pointer}.`);
    return validate(value) === true ? [] : [...(validate.errors ?? [])];
  };
}

function areDifferent(list: readonly unknown[]): boolean {
  return list.every((element, index) => !list.slice(index + 1).some((other) => isDeepStrictEqual(element, other)));
}

const DOCUMENT_ID = 'https://fuzz.invalid/document';

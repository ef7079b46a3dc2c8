import addFormats from 'ajv-formats';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { parsePointer, toPointerStep } from '../../src/kernel/pointer.ts';

/** The errors that plain ajv finds in a value, against the schema at a JSON Pointer of the document. */
export type ReferenceValidator = (pointer: string, value: JsonValue | undefined) => readonly ErrorObject[];

/** ajv as it comes, with none of the product's adjustments: the judge of whether a request is valid, and an answer what was declared. */
export function createReferenceValidator(document: JsonObject): ReferenceValidator {
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false, logger: false });
  addFormats.default(ajv);
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

const DOCUMENT_ID = 'https://fuzz.invalid/document';

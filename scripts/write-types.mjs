import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { loadContract, loadControlContract } from '../dist/assembly/load/load-contract.js';
import { ANY_JSON, toTypedDocument } from './typed-document.mjs';

/** A property with a default stays optional, since a request may omit it; the schemas of responses require it. */
const OPTIONS = { transform: toJsonType, defaultNonNullable: false };

/** The type of the values of open objects. */
const JSON_VALUE = `/** Any JSON. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
`;

const api = (await loadContract(undefined)).contract.document;
const control = (await loadControlContract()).document;

/** The types of the API, of the control plane, and of the fault rules, which the pipeline applies. */
const TYPES = [
  { source: 'spec/', target: '../src/athena/contract/contract.generated.ts', document: api },
  { source: 'control/', target: '../src/control/wire/control.generated.ts', document: control },
  {
    source: 'control/schemas/',
    target: '../src/pipeline/faults/model/fault-rule.generated.ts',
    document: { ...control, paths: {}, components: { schemas: selectSchemas(control, 'FaultRule') } },
  },
];

/** Writes the types; with `--check` only reports whether they are out of date. */
for (const { source, target, document } of TYPES) {
  const file = fileURLToPath(new URL(target, import.meta.url));
  const types = astToString(await openapiTS(toTypedDocument(document), OPTIONS));
  const text = `// Generated from ${source} by "npm run spec:types". Do not edit.\n${JSON_VALUE}${types}`;
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${target.slice(3)} is out of date. Run "npm run spec:types" and commit what it writes.`);
    process.exitCode = 1;
  }
}

writeSchema(control);

/** Types what `toTypedDocument` has marked; everything else is typed by openapi-typescript. */
function toJsonType(schema) {
  return schema[ANY_JSON] === true ? ts.factory.createTypeReferenceNode('JsonValue') : undefined;
}

/** Writes the JSON Schema of scenario files, for editors. It combines the schemas that the boot checks them with. */
function writeSchema(document) {
  const file = fileURLToPath(new URL('../scenarios/scenario.schema.json', import.meta.url));
  const $defs = selectSchemas(document, 'Scenario');
  const whole = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Scenario',
    $ref: '#/$defs/Scenario',
    $defs,
  };
  const text = `${JSON.stringify(whole, undefined, 2).replaceAll('#/components/schemas/', '#/$defs/')}\n`;
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error('scenarios/scenario.schema.json is out of date. Run "npm run spec:types" and commit what it writes.');
    process.exitCode = 1;
  }
}

/** Returns a schema and those that it refers to, directly or indirectly, by name. */
function selectSchemas({ components: { schemas } }, name) {
  const names = new Set([name, ...namesIn(schemas, schemas[name])]);
  return Object.fromEntries([...names].map((each) => [each, schemas[each]]));
}

/** Returns the names of the schemas that a schema refers to, directly or indirectly. */
function namesIn(schemas, schema, seen = new Set()) {
  for (const [, name] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    if (seen.has(name)) continue;
    seen.add(name);
    namesIn(schemas, schemas[name], seen);
  }
  return seen;
}

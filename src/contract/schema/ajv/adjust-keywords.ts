import { _, type Ajv2020, type Code, type CodeKeywordDefinition, Name } from 'ajv/dist/2020.js';
import { toCanonical } from './canonical-json.ts';

/** The param of a union's error that lists where each branch's errors end, counted from the first branch's first. */
export const BRANCH_ENDS = 'branchEnds';

/** The highest number of violations reported for one value. */
export const MAX_VIOLATIONS = 100;

/**
 * Adjusts ajv's keywords to collect all errors of untrusted input safely: unions record which error belongs to which
 * branch, loops stop after enough errors, `contains` and `propertyNames` drop the errors of failed attempts, and
 * `const` and `enum` compare by value.
 */
export function adjustKeywords(ajv: Ajv2020): void {
  for (const keyword of ['anyOf', 'oneOf']) recordBranches(getDefinition(ajv, keyword));
  for (const keyword of ['contains', 'propertyNames']) dropAttempts(getDefinition(ajv, keyword));
  for (const keyword of ['const', 'enum']) compareByValue(getDefinition(ajv, keyword));
  countRarely(getDefinition(ajv, 'maxLength'), (length, limit) => _`${length} > ${limit}`);
  countRarely(getDefinition(ajv, 'minLength'), (length, limit) => _`${length} < ${limit} * 2`);
  for (const keyword of LOOPS) endLoops(getDefinition(ajv, keyword));
}

/**
 * Records the number of errors after each branch of a union. The errors' schema paths cannot tell the branches apart:
 * inside a `$ref` they lose the path through the branch.
 */
function recordBranches(definition: CodeKeywordDefinition): void {
  const { code, error } = definition;
  const endsByContext = new WeakMap<object, readonly Name[]>();
  definition.code = (cxt) => {
    // Declared before ajv opens a block for each branch, because the error is created outside of these blocks.
    const ends = (cxt.schema as readonly unknown[]).map(() => cxt.gen.let('end'));
    endsByContext.set(cxt, ends);
    const subschema = cxt.subschema.bind(cxt);
    cxt.subschema = (branch, valid) => {
      const result = subschema(branch, valid);
      const end = ends[Number('schemaProp' in branch ? branch.schemaProp : 0)];
      if (end !== undefined) cxt.gen.assign(end, ERRORS);
      return result;
    };
    code(cxt);
  };
  const known = error?.params;
  definition.error = {
    message: '',
    params: (cxt) => {
      const counts = (endsByContext.get(cxt) ?? []).map((end) => _`${end} - ${cxt.errsCount ?? 0},`);
      const list = counts.reduce((all, count) => _`${all}${count}`, _``);
      const others = typeof known === 'function' ? known(cxt) : _`{}`;
      return _`{...${others}, ${new Name(BRANCH_ENDS)}: [${list}]}`;
    },
  };
}

/** Drops the errors of elements and names that were only tried: they are not violations, and cost quadratic time. */
function dropAttempts(definition: CodeKeywordDefinition): void {
  const { code } = definition;
  definition.code = (cxt) => {
    const { gen } = cxt;
    const start = gen.let('start', ERRORS);
    const subschema = cxt.subschema.bind(cxt);
    cxt.subschema = (attempt, valid) => {
      gen.assign(start, ERRORS);
      const result = subschema(attempt, valid);
      gen.assign(ERRORS, start);
      gen.if(_`${ALL_ERRORS} !== null`, () => {
        gen.if(
          _`${start} > 0`,
          () => gen.assign(_`${ALL_ERRORS}.length`, start),
          () => gen.assign(ALL_ERRORS, null),
        );
      });
      return result;
    };
    code(cxt);
  };
}

/**
 * Stops a loop after enough errors. ajv copies all errors so far with each failing `$ref`: a body of 300,000 invalid
 * elements would block the process for minutes. The count starts with the loop: if it included the errors of an earlier
 * branch, this loop could pass unchecked.
 */
function endLoops(definition: CodeKeywordDefinition): void {
  const { code } = definition;
  definition.code = (cxt, ruleType) => {
    const { gen } = cxt;
    const start = gen.const('start', ERRORS);
    const subschema = cxt.subschema.bind(cxt);
    cxt.subschema = (element, valid) => {
      gen.if(_`${ERRORS} - ${start} > ${MAX_VIOLATIONS}`, () => gen.break());
      return subschema(element, valid);
    };
    code(cxt, ruleType);
  };
}

/**
 * Compares `const` and `enum` by canonical JSON. ajv calls an object's own `valueOf` and `toString`, and throws when a
 * client sends properties with these names.
 */
function compareByValue(definition: CodeKeywordDefinition): void {
  const { code } = definition;
  definition.code = (cxt, ruleType) => {
    const schema: unknown = cxt.schema;
    const values: readonly unknown[] = cxt.keyword === 'enum' && Array.isArray(schema) ? schema : [schema];
    if (!values.some((value) => typeof value === 'object' && value !== null)) {
      code(cxt, ruleType);
      return;
    }
    const allowed = new Set(values.map(toCanonical));
    const isAllowed = cxt.gen.scopeValue('func', { ref: (value: unknown) => allowed.has(toCanonical(value)) });
    cxt.pass(_`${isAllowed}(${cxt.data})`);
  };
}

/**
 * Counts the characters of a text only when its length does not decide: a character takes one or two units of UTF-16,
 * and counting visits each of them.
 */
function countRarely(definition: CodeKeywordDefinition, isUndecided: (length: Code, limit: number) => Code): void {
  const { code } = definition;
  definition.code = (cxt, ruleType) => {
    const limit: unknown = cxt.schema;
    if (typeof limit !== 'number') code(cxt, ruleType);
    else cxt.gen.if(isUndecided(_`${cxt.data}.length`, limit), () => code(cxt, ruleType));
  };
}

function getDefinition(ajv: Ajv2020, keyword: string): CodeKeywordDefinition {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition === 'object' && 'code' in definition) return definition;
  throw new Error(`Failed to adjust "${keyword}": this version of ajv does not compile it to code.`);
}

/** The variables of ajv's generated functions. */
const ERRORS = new Name('errors');
const ALL_ERRORS = new Name('vErrors');

const LOOPS = [
  'items',
  'unevaluatedItems',
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
  'propertyNames',
];

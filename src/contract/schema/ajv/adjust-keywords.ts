import { _, type Ajv2020, type CodeKeywordDefinition, Name } from 'ajv/dist/2020.js';
import { toCanonical } from './canonical-json.ts';

/**
 * The name under which the error of a union says where each branch's errors end, counted from the first error of the
 * first branch.
 */
export const BRANCH_ENDS = 'branchEnds';

/** No more violations than this are reported of one value. */
export const MAX_VIOLATIONS = 100;

/**
 * Makes ajv's own keywords fit to collect all errors of what a stranger sends: unions say which error belongs to which
 * branch, loops end after enough errors, what `contains` and `propertyNames` tried in vain is forgotten, and `const`
 * and `enum` compare what was sent as data.
 */
export function adjustKeywords(ajv: Ajv2020): void {
  for (const keyword of ['anyOf', 'oneOf']) recordBranches(getDefinition(ajv, keyword));
  for (const keyword of ['contains', 'propertyNames']) forgetAttempts(getDefinition(ajv, keyword));
  for (const keyword of ['const', 'enum']) compareByValue(getDefinition(ajv, keyword));
  for (const keyword of LOOPS) endLoops(getDefinition(ajv, keyword));
}

/**
 * Errors of a `$ref` lose the path through the branch that held it, so the number of errors after each branch is kept
 * instead.
 */
function recordBranches(definition: CodeKeywordDefinition): void {
  const { code, error } = definition;
  const ends = new WeakMap<object, readonly Name[]>();
  definition.code = (cxt) => {
    // Declared before ajv opens a block for each branch, for the error is made outside of them.
    const marks = (cxt.schema as readonly unknown[]).map(() => cxt.gen.let('end'));
    ends.set(cxt, marks);
    const subschema = cxt.subschema.bind(cxt);
    cxt.subschema = (branch, valid) => {
      const result = subschema(branch, valid);
      const mark = marks[Number('schemaProp' in branch ? branch.schemaProp : 0)];
      if (mark !== undefined) cxt.gen.assign(mark, ERRORS);
      return result;
    };
    code(cxt);
  };
  const known = error?.params;
  definition.error = {
    message: '',
    params: (cxt) => {
      const counts = (ends.get(cxt) ?? []).map((mark) => _`${mark} - ${cxt.errsCount ?? 0},`);
      const list = counts.reduce((all, count) => _`${all}${count}`, _``);
      const others = typeof known === 'function' ? known(cxt) : _`{}`;
      return _`{...${others}, ${new Name(BRANCH_ENDS)}: [${list}]}`;
    },
  };
}

/** The errors of elements and names that were only tried say nothing of the value; kept, they cost quadratic time. */
function forgetAttempts(definition: CodeKeywordDefinition): void {
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
 * ajv copies all errors so far with each failing `$ref`: a body of 300,000 wrong elements would keep the process busy
 * for minutes. The count is the loop's own: counted from anywhere else, a branch that failed before would let this one
 * pass unchecked.
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
 * ajv compares objects by their `valueOf` and `toString` where these are not the usual ones, and throws where a client
 * has sent a property of that name.
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

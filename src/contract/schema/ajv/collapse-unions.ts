import type { ErrorObject } from 'ajv/dist/2020.js';
import { BRANCH_ENDS } from './adjust-keywords.ts';

/**
 * Replaces the errors of each failed `anyOf` and `oneOf` by those of the branch that fits best. The union's own error
 * stays only where there is no other.
 */
export function collapseUnions(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const kept: (readonly ErrorObject[])[] = [];
  // From the end: a union's error follows those of its branches, which may hold unions too.
  for (let index = errors.length - 1; index >= 0; index -= 1) {
    const error = errors[index];
    if (error === undefined) continue;
    const ends = findBranchEnds(error);
    if (ends === undefined) {
      kept.push([error]);
      continue;
    }
    const size = ends.at(-1) ?? 0;
    kept.push(collapseUnion(error, errors.slice(index - size, index), ends));
    index -= size;
  }
  return kept.toReversed().flat();
}

function findBranchEnds({ params }: ErrorObject): readonly number[] | undefined {
  const ends = (params as Readonly<Record<string, unknown>>)[BRANCH_ENDS];
  if (!Array.isArray(ends)) return undefined;
  // A branch that lets everything pass is not run, and has no end.
  let last = 0;
  return ends.map((end: number) => (last = Number.isNaN(end) ? last : end));
}

function collapseUnion(
  union: ErrorObject,
  errors: readonly ErrorObject[],
  ends: readonly number[],
): readonly ErrorObject[] {
  if (Array.isArray(union.params['passingSchemas'])) return [union];
  const branches = ends
    .map((end, index) => collapseUnions(errors.slice(ends[index - 1] ?? 0, end)))
    .filter(({ length }) => length > 0);
  const types = branches.map((branch) => branch.find((error) => isTypeError(error, union.instancePath)));
  if (types.length > 0 && types.every((error) => error !== undefined)) return [mergeTypes(union, types)];
  const ranked = branches.map((branch) => ({ branch, rank: toRank(branch, union.instancePath) }));
  const [best] = ranked.toSorted((left, right) => compareRanks(left.rank, right.rank));
  return best?.branch ?? [union];
}

/** No branch takes a value of this type: the types of all of them are what is asked for. */
function mergeTypes(union: ErrorObject, errors: readonly ErrorObject[]): ErrorObject {
  const types = [...new Set(errors.flatMap(({ params }) => params['type'] as string | readonly string[]))];
  return { ...union, keyword: 'type', params: { type: types.length === 1 ? types[0] : types } };
}

/**
 * How badly a branch fits, the weightiest first: another type, a property that tells variants apart has another value
 * (`kind: { const: … }`), how near the top it fails, how much is wrong.
 */
function toRank(branch: readonly ErrorObject[], path: string): readonly number[] {
  // Not Math.max(...): a branch may have more errors than a call may have arguments.
  const deepest = branch.reduce(
    (depth, error) => Math.max(depth, error.instancePath.split('/').length + Number(isMissing(error))),
    0,
  );
  return [
    Number(branch.some((error) => isTypeError(error, path))),
    branch.filter((error) => isDiscriminator(error, path)).length,
    -deepest,
    branch.length,
  ];
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  const differing = left.findIndex((value, index) => value !== right[index]);
  return (left[differing] ?? 0) - (right[differing] ?? 0);
}

function isTypeError({ keyword, instancePath }: ErrorObject, path: string): boolean {
  return keyword === 'type' && instancePath === path;
}

function isDiscriminator({ keyword, instancePath, params }: ErrorObject, path: string): boolean {
  const isDirect = instancePath.startsWith(`${path}/`) && !instancePath.includes('/', path.length + 1);
  return (
    isDirect &&
    (keyword === 'const' || (keyword === 'enum' && (params['allowedValues'] as readonly unknown[]).length === 1))
  );
}

function isMissing({ params }: ErrorObject): boolean {
  return params['missingProperty'] !== undefined;
}

import type { ErrorObject } from 'ajv/dist/2020.js';
import { BRANCH_ENDS } from './adjust-keywords.ts';

/**
 * Replaces the errors of each failed `anyOf` and `oneOf` by those of the best matching branch. The union's own error
 * remains only when no branch has an error.
 */
export function collapseUnions(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const collapsed: (readonly ErrorObject[])[] = [];
  // From the end, because a union's error follows those of its branches, which may contain unions.
  for (let index = errors.length - 1; index >= 0; index -= 1) {
    const error = errors[index];
    if (error === undefined) continue;
    const ends = findBranchEnds(error);
    if (ends === undefined) {
      collapsed.push([error]);
      continue;
    }
    const size = ends.at(-1) ?? 0;
    collapsed.push(collapseUnion(error, errors.slice(index - size, index), ends));
    index -= size;
  }
  return collapsed.toReversed().flat();
}

function findBranchEnds({ params }: ErrorObject): readonly number[] | undefined {
  const ends = (params as Readonly<Record<string, unknown>>)[BRANCH_ENDS];
  if (!Array.isArray(ends)) return undefined;
  // ajv does not run a branch that accepts everything, so it has no end.
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

/** Returns one `type` error with the types of all branches, for a value whose type no branch accepts. */
function mergeTypes(union: ErrorObject, errors: readonly ErrorObject[]): ErrorObject {
  const types = [...new Set(errors.flatMap(({ params }) => params['type'] as string | readonly string[]))];
  return { ...union, keyword: 'type', params: { type: types.length === 1 ? types[0] : types } };
}

/**
 * Returns how badly a branch matches, the most significant number first: another type; discriminating properties
 * (`kind: { const: … }`) with another value; how close to the root it fails; the number of errors.
 */
function toRank(branch: readonly ErrorObject[], path: string): readonly number[] {
  // Not Math.max(...): a branch may have more errors than a call allows arguments.
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

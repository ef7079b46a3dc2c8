import type { CompiledContract, MediaType, Operation, SchemaViolation } from '../../contract/model/contract.ts';
import { describeViolation } from '../../contract/schema/describe-violation.ts';
import type { DocumentOptions } from '../../config/simulator-config.ts';
import { compileContract } from '../../contract/compile-contract.ts';
import { UncompilableSchemaError } from '../../contract/schema/ajv/uncompilable-schema-error.ts';
import { loadDocument } from '../../document/load-document.ts';
import type { OpenApiDocument } from '../../document/openapi/open-api-document.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import type { ReportProgress } from '../../kernel/report-progress.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { findPlatform } from '../load/load-contract.ts';
import { openWorld } from '../world/open-world.ts';
import { packagedFiles } from '../load/packaged-files.ts';

/** The faults of a contract, and how much was checked. */
export interface ContractReport {
  readonly faults: readonly BootFault[];
  readonly operations: number;
  readonly validators: number;
  readonly examples: number;
  /** The number of records in the demo world. */
  readonly fixtures: number;
}

/**
 * Checks a complete contract without serving it: references, keywords, validators, examples, and the records of its
 * demo world.
 */
export async function validateContract(
  options: DocumentOptions & { readonly onProgress?: ReportProgress | undefined },
): Promise<ContractReport> {
  const document = await loadDocument(options.spec ?? packagedFiles.specSource(), options.allowRefs);
  const contract = compileContract(document);
  const platform = findPlatform(contract, document);
  const faults: BootFault[] = [];
  reportValidators(contract, options.onProgress);
  const validators = compileValidators(contract, document, faults);
  const examples = checkExamples(contract, document, faults);
  const fixtures = options.fixtures ?? (options.spec === undefined ? packagedFiles.fixtures() : undefined);
  const opened = await collectAsync(faults, () =>
    openWorld({ contract, platform, data: undefined, seed: '1', fixtures }),
  );
  await opened?.world.store.close();
  return { faults, operations: contract.operations.length, validators, examples, fixtures: opened?.records ?? 0 };
}

function checkExamples({ operations }: CompiledContract, { locate }: OpenApiDocument, faults: BootFault[]): number {
  let count = 0;
  for (const operation of operations) {
    for (const mediaType of mediaTypesOf(operation)) {
      for (const example of new Set([mediaType.example, ...mediaType.examples.values()])) {
        if (example === undefined) continue;
        count += 1;
        faults.push(
          ...violationsOf(mediaType, example).map((violation) => toFault(operation, mediaType, violation, locate)),
        );
      }
    }
  }
  return count;
}

/**
 * Returns the violations of an example. A schema that does not compile has none: that is already a fault of its own.
 */
function violationsOf({ validate }: MediaType, example: JsonValue): readonly SchemaViolation[] {
  try {
    return validate(example);
  } catch (error) {
    if (error instanceof UncompilableSchemaError) return [];
    throw error;
  }
}

function mediaTypesOf({ body, responses }: Operation): readonly MediaType[] {
  return [...(body?.mediaTypes ?? []), ...[...responses.values()].flatMap((response) => response.mediaTypes)];
}

function toFault(
  { id }: Operation,
  { pointer }: MediaType,
  violation: SchemaViolation,
  locate: OpenApiDocument['locate'],
): BootFault {
  const { path } = violation;
  const message = `The example of ${id}${path.length === 0 ? '' : `, at /${path.join('/')},`} ${describeViolation(violation)}.`;
  return { ...locate(pointer.replace(/\/schema$/, '/example')), message, remedy: 'Make the example fit the schema.' };
}

/** Compiles every validator, and reports each: of a large document that takes longest. The failures are kept. */
function reportValidators({ compileEachValidator }: CompiledContract, onProgress: ReportProgress | undefined): void {
  if (onProgress === undefined) return;
  const steps = compileEachValidator()[Symbol.iterator]();
  for (let done = 1; steps.next().done !== true; done += 1) onProgress(done);
}

/** Compiles every validator and returns their number. Each schema that does not compile becomes a fault. */
function compileValidators(contract: CompiledContract, { locate }: OpenApiDocument, faults: BootFault[]): number {
  try {
    return contract.compileValidators();
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
    for (const failure of error.errors) {
      if (!(failure instanceof UncompilableSchemaError)) throw failure;
      faults.push({
        ...locate(failure.pointer),
        message: failure.message,
        remedy: 'Use a keyword and value of JSON Schema 2020-12.',
      });
    }
    return 0;
  }
}

async function collectAsync<Result>(faults: BootFault[], work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}

import type { operations } from './athena/contract/contract.generated.ts';
import type { ExpectedBody } from './assembly/testing/expected-body.ts';
import type { Received } from './assembly/testing/to-have-received.ts';

/** An operation of the Athena contract, which editors complete, or of another one. */
export type OperationId = keyof operations | (string & {});

/** What an operation has received. Its body is typed by the Athena contract. */
export type ReceivedBy<Id extends OperationId> = Omit<Received, 'body'> & {
  readonly body?: Id extends keyof operations ? ExpectedBody<RequestBody<operations[Id]>> : unknown;
};

type RequestBody<Operation> = Operation extends { readonly requestBody?: { readonly content: infer Content } }
  ? Content[keyof Content]
  : never;

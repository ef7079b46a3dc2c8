import type { StreamBody } from '../../kernel/outcome.ts';
import type { WireJson } from '../../kernel/json/wire-json.ts';
import type { components, operations } from './control.generated.ts';

/** The operationId of a call of the control plane. */
export type ControlCallId = keyof operations;

/** A schema of the control plane's document, by its name. */
export type WireSchema<Name extends keyof components['schemas']> = WireJson<components['schemas'][Name]>;

/** The parameters of a call in its path or its query, decoded and coerced, by name. */
export type WireParameters<Id extends ControlCallId, Place extends 'path' | 'query'> = OrNone<
  WireJson<Exclude<operations[Id]['parameters'][Place], undefined>>
>;

/** The request body of a call; undefined where the call takes none. */
export type WireBody<Id extends ControlCallId> = operations[Id] extends { requestBody: { content: infer Content } }
  ? WireJson<Content[keyof Content]>
  : operations[Id] extends { requestBody?: { content: infer Content } }
    ? WireJson<Content[keyof Content]> | undefined
    : undefined;

/** The body of a call's success: a value, or a stream where the document declares one. */
export type WireResult<Id extends ControlCallId> = [SuccessContent<Id>] extends [never]
  ? { readonly body?: never }
  : ResultOf<SuccessContent<Id>>;

type OrNone<Parameters> = [Parameters] extends [never] ? Readonly<Record<string, never>> : Parameters;

type SuccessContent<Id extends ControlCallId> = operations[Id]['responses'][SuccessStatus &
  keyof operations[Id]['responses']] extends { content: infer Content }
  ? Content
  : never;

type SuccessStatus = 200 | 201 | 204;

type ResultOf<Content> = {
  [MediaType in keyof Content]: MediaType extends 'text/event-stream'
    ? { readonly stream: StreamBody }
    : { readonly body: WireJson<Content[MediaType]> };
}[keyof Content];

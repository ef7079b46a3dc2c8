import type { MediaType } from '../../contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';

/** Reads and writes the bodies of one kind of media type. */
export interface MediaTypeCodec {
  /** Returns whether the codec is for a media type, given in lower case and without parameters. */
  matches(name: string): boolean;
  /** Parses a request body. Throws a Problem when it is malformed or exceeds a limit. */
  decode(bytes: Uint8Array, context: DecodeContext): DecodedBody | Promise<DecodedBody>;
  /** Serializes a response body. A string is already serialized, unless the media type is JSON. */
  encode(value: JsonValue, context: EncodeContext): EncodedBody;
  /** JSON text is sent as it is. */
  readonly isJson?: true;
  /**
   * Whether large responses are compressed for clients that accept it. By default the media type's entry in the
   * compression middleware's table decides.
   */
  readonly isCompressible?: boolean;
}

/** What a request body is parsed with. */
export interface DecodeContext {
  /** The `Content-Type` as sent, with its parameters. */
  readonly contentType: string;
  /** The declared media type, whose schema directs forms and texts. */
  readonly mediaType: MediaType;
  /** The largest body, in bytes. The limits on values and memory derive from it. */
  readonly limit: number;
  /** Reserves memory for the parsed body. Throws a Problem when too much is reserved already. */
  readonly reserve: ((bytes: number) => void) | undefined;
}

/** A parsed request body. */
export interface DecodedBody {
  readonly value: JsonValue;
  /** The value cannot be validated: the schema describes a structure that is not parsed (an object sent as XML). */
  readonly isOpaque: boolean;
}

/** What a response body is serialized with. */
export interface EncodeContext {
  /** The media type as the response names it, with its parameters. */
  readonly mediaType: string;
  /** The schema of the body; undefined when the contract declares none. */
  readonly schema?: SchemaLocation | undefined;
}

/** A schema by its JSON Pointer in the bundled document. */
export interface SchemaLocation {
  readonly pointer: string;
  readonly document: JsonObject;
}

/** A serialized response body. */
export interface EncodedBody {
  readonly text: string;
  /** The value of `Content-Type`. */
  readonly contentType: string;
}

import type { Part, PartName } from '../context/replicas.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { HAS_REQUEST } from '../replay/forward-replay.ts';
import { CLEAR_COVERAGE, COVERAGE } from './coverage.ts';
import { ARCHIVE, CLEAR_REQUESTS, MATCHES, RECORDS } from './requests.ts';
import { EXPLANATION, REQUEST_CHANGES, REVERT_REQUEST } from './recorded-request.ts';
import { SANDBOX_USES } from './sandboxes.ts';
import { EVIDENCE } from './verification.ts';
import { VIOLATIONS } from './violations.ts';

/** Every part that replicas ask each other for. It does not compile while it lacks one that the document lists. */
export const PARTS: { readonly [Name in PartName]: Part<JsonValue> } = {
  ping: { name: 'ping', collect: () => null },
  matches: MATCHES,
  records: RECORDS,
  archive: ARCHIVE,
  clear_requests: CLEAR_REQUESTS,
  has_request: HAS_REQUEST,
  evidence: EVIDENCE,
  coverage: COVERAGE,
  clear_coverage: CLEAR_COVERAGE,
  violations: VIOLATIONS,
  sandbox_uses: SANDBOX_USES,
  explanation: EXPLANATION,
  request_changes: REQUEST_CHANGES,
  revert_request: REVERT_REQUEST,
};

import type { Viewpoint } from '../../behaviour/representation/access.ts';
import type { RuleDeps } from '../../behaviour/rule/behaviour.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { RecordKey } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';

/** The workspace that figures are of, or why there is none. */
export type WorkspaceContext =
  | { readonly kind: 'found'; readonly key: RecordKey }
  | { readonly kind: 'invalid'; readonly violations: readonly FieldViolation[] };

/**
 * The workspace that a request names, by uuid or by its organization's key at Multiplai, else the caller's primary one.
 * It must be one that the caller may see.
 */
export function findWorkspace(
  fields: JsonObject,
  location: FieldViolation['location'],
  { tools, viewpoint }: { readonly tools: Pick<RuleDeps, 'contract' | 'access'>; readonly viewpoint: Viewpoint },
): WorkspaceContext {
  const workspaces = getNamedResource(tools.contract, 'Workspace');
  const refuse = (field: string, keyword: string, message: string): WorkspaceContext => ({
    kind: 'invalid',
    violations: [{ field, location, keyword, message }],
  });
  const { workspace_uuid: uuid, organization_multiplai_id: organization } = fields;
  const seen = (key: unknown) => {
    const record = typeof key === 'string' ? viewpoint.reader.get(workspaces.collection, key) : undefined;
    return record !== undefined && tools.access.canSee(workspaces, record, viewpoint) ? record : undefined;
  };
  if (isKey(uuid))
    return seen(uuid) === undefined ? refuse('workspace_uuid', 'exists', INVALID_UUID) : { kind: 'found', key: uuid };
  if (typeof organization === 'string') {
    const key = viewpoint.reader
      .find(workspaces.collection, 'multiplai_id', organization)
      .find((record) => seen(record['uuid']))?.['uuid'];
    return isKey(key) ? { kind: 'found', key } : refuse('organization_multiplai_id', 'exists', INVALID_ORGANIZATION);
  }
  const primary = viewpoint.caller?.record['primary_workspace_uuid'];
  return isKey(primary) ? { kind: 'found', key: primary } : refuse('workspace_uuid', 'required', REQUIRED);
}

const INVALID_UUID = 'The selected workspace uuid is invalid.';
const INVALID_ORGANIZATION = 'The selected organization multiplai id is invalid.';
const REQUIRED = 'The workspace uuid field is required.';

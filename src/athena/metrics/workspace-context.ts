import type { Viewpoint } from '../../behaviour/representation/access.ts';
import type { FieldCheckDeps, PrepareFieldCheck } from '../../behaviour/rule/field-check.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { RecordKey } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';

/** The workspace that a metrics request is about, or the violations when there is none. */
export type WorkspaceContext =
  | { readonly kind: 'found'; readonly key: RecordKey }
  | { readonly kind: 'invalid'; readonly violations: readonly FieldViolation[] };

/**
 * Finds the workspace that a request names, by uuid or by its organization's key at Multiplai; by default the caller's
 * primary one. The caller must be allowed to see it.
 */
export function findWorkspace(
  fields: JsonObject,
  location: FieldViolation['location'],
  { deps, viewpoint }: { readonly deps: FieldCheckDeps; readonly viewpoint: Viewpoint },
): WorkspaceContext {
  const workspaces = getNamedResource(deps.contract, 'Workspace');
  const reject = (field: string, keyword: string, message: string): WorkspaceContext => ({
    kind: 'invalid',
    violations: [{ field, location, keyword, message }],
  });
  const { workspace_uuid: uuid, organization_multiplai_id: organization } = fields;
  const findVisible = (key: unknown) => {
    const record = typeof key === 'string' ? viewpoint.reader.get(workspaces.collection, key) : undefined;
    return record !== undefined && deps.access.canSee(workspaces, record, viewpoint) ? record : undefined;
  };
  if (isKey(uuid))
    return findVisible(uuid) === undefined
      ? reject('workspace_uuid', 'exists', INVALID_UUID)
      : { kind: 'found', key: uuid };
  if (typeof organization === 'string') {
    const key = viewpoint.reader
      .find(workspaces.collection, 'multiplai_id', organization)
      .find((record) => findVisible(record['uuid']))?.['uuid'];
    return isKey(key) ? { kind: 'found', key } : reject('organization_multiplai_id', 'exists', INVALID_ORGANIZATION);
  }
  const primary = viewpoint.caller?.record['primary_workspace_uuid'];
  return isKey(primary) ? { kind: 'found', key: primary } : reject('workspace_uuid', 'required', REQUIRED);
}

/** Checks the workspace that a request names in its body or query. A body's fields win. */
export const prepareCheckWorkspace: PrepareFieldCheck =
  (operation, deps) =>
  ({ query, body }, viewpoint) => {
    const location = operation.method === 'GET' && Object.keys(body).length === 0 ? 'query' : 'body';
    const workspace = findWorkspace({ ...query, ...body }, location, { deps, viewpoint });
    return workspace.kind === 'invalid' ? workspace.violations : [];
  };

const INVALID_UUID = 'The selected workspace uuid is invalid.';
const INVALID_ORGANIZATION = 'The selected organization multiplai id is invalid.';
const REQUIRED = 'The workspace uuid field is required.';

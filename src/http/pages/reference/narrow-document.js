/**
 * An OpenAPI document without the paths and components that play no part in `path` (as a list of keys: a path item, or
 * the security schemes). Gives the whole document for any other path, and where something refers to anything but a
 * component.
 */
export function narrowDocument(document, [first, second]) {
  const isSecurity = first === 'components' && second === 'securitySchemes';
  const root = first === 'paths' || isSecurity ? document[first]?.[second] : undefined;
  if (root === undefined) return document;
  const components = { securitySchemes: { ...document.components?.securitySchemes } };
  if (!collectComponents([root, components], document.components ?? {}, components)) return document;
  const { webhooks: _webhooks, ...rest } = document;
  return { ...rest, paths: isSecurity ? {} : { [second]: root }, components };
}

/** Puts the components that a value refers to into `found`. False where it refers to something else. */
function collectComponents(value, components, found) {
  if (typeof value === 'string') return collectReference(value, components, found);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([key, child]) => !refersElsewhere(key, child) && collectComponents(child, components, found),
  );
}

/** A text that looks like a reference is taken for one: a discriminator's mapping is not said by `$ref`. */
function collectReference(reference, components, found) {
  const [, kind, name] = COMPONENT.exec(reference) ?? [];
  const component = components[kind]?.[name];
  if (component === undefined || found[kind]?.[name] !== undefined) return true;
  (found[kind] ??= {})[name] = component;
  return collectComponents(component, components, found);
}

/**
 * References to paths and other files, links to other operations, mappings to schemas by their bare names, and what is
 * resolved by scope.
 */
function refersElsewhere(key, value) {
  if (typeof value === 'string') return (key === '$ref' && !COMPONENT.test(value)) || BY_SCOPE.has(key);
  if (typeof value !== 'object' || value === null) return false;
  if (key === 'links')
    return Object.values(value).some(
      (link) => typeof (link?.operationId ?? link?.operationRef ?? link?.$ref) === 'string',
    );
  return key === 'mapping' && Object.values(value).some((name) => typeof name === 'string' && !COMPONENT.test(name));
}

const COMPONENT = /^#\/components\/(\w+)\/([\w.-]+)(?:\/|$)/;
const BY_SCOPE = new Set(['$dynamicRef', '$anchor', '$dynamicAnchor', '$id']);

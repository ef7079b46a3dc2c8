/**
 * Returns an OpenAPI document reduced to what `path` needs, a list of keys that leads to a path item or to the security
 * schemes. Returns the complete document for any other path, and when a reference leads to anything but a component.
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

/** Adds the components that a value refers to, to `found`. Returns false when it refers to anything else. */
function collectComponents(value, components, found) {
  if (typeof value === 'string') return collectReference(value, components, found);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([key, child]) => !refersElsewhere(key, child) && collectComponents(child, components, found),
  );
}

/** Adds the component that a text refers to. Any text may be a reference: a discriminator's mapping has no `$ref`. */
function collectReference(reference, components, found) {
  const [, kind, name] = COMPONENT.exec(reference) ?? [];
  const component = components[kind]?.[name];
  if (component === undefined || found[kind]?.[name] !== undefined) return true;
  (found[kind] ??= {})[name] = component;
  return collectComponents(component, components, found);
}

/**
 * Returns whether a property refers to anything but a component by its pointer: to paths, other files, operations (by
 * links), schemas by their bare names (by mappings), or anchors and dynamic references.
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

/* global SwaggerUIBundle */
import { narrowDocument } from './narrow-document.js';

// Runs in the browser, as a separate file because the page's policy forbids inline scripts. The settings are attributes
// of the element.

const container = document.getElementById('reference');
const { document: url, token } = container.dataset;
const bearerSchemes = JSON.parse(container.dataset.bearerSchemes);

// Swagger UI leaves it to the page to switch its dark mode on.
const dark = matchMedia('(prefers-color-scheme: dark)');
const followScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', followScheme);
followScheme();

const reference = SwaggerUIBundle({
  domNode: container,
  url,
  layout: 'BaseLayout',
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [resolveNarrowDocument],
  // Disabled: the validator's badge would send the document to another host.
  validatorUrl: null,
  deepLinking: true,
  filter: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  // Collapsed, because nested resources expand without end.
  docExpansion: 'none',
  defaultModelRendering: 'example',
  defaultModelExpandDepth: 1,
  defaultModelsExpandDepth: -1,
  onComplete: () => {
    if (token === undefined) return;
    for (const scheme of bearerSchemes) reference.preauthorizeApiKey(scheme, token);
  },
});

/**
 * Makes Swagger UI resolve only the needed part of the document when an operation is opened. It would otherwise resolve
 * the complete document each time, which takes seconds.
 */
function resolveNarrowDocument() {
  return {
    afterLoad({ fn }) {
      const { resolveSubtree } = fn;
      fn.resolveSubtree = (document, path, options) => resolveSubtree(narrowDocument(document, path), path, options);
    },
  };
}

/* global SwaggerUIBundle */
import { narrowDocument } from './narrow-document.js';

// Runs in the reader's browser, in a file of its own: the page's policy allows no inline script. The settings are
// attributes of the element.

const place = document.getElementById('reference');
const { document: url, token } = place.dataset;
const bearerSchemes = JSON.parse(place.dataset.bearerSchemes);

// Swagger UI has dark colours, and leaves to the page when they are worn.
const dark = matchMedia('(prefers-color-scheme: dark)');
const followScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', followScheme);
followScheme();

const reference = SwaggerUIBundle({
  domNode: place,
  url,
  layout: 'BaseLayout',
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [resolveWhatIsNeeded],
  // Nothing leaves this host: the validator's badge would send the document away.
  validatorUrl: null,
  deepLinking: true,
  filter: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  // Nested resources unfold without end: what is shown is what the reader opens.
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
 * Swagger UI resolves the whole document anew for each operation that is opened: most of the wait is for what nobody
 * looks at.
 */
function resolveWhatIsNeeded() {
  return {
    afterLoad({ fn }) {
      const { resolveSubtree } = fn;
      fn.resolveSubtree = (document, path, options) => resolveSubtree(narrowDocument(document, path), path, options);
    },
  };
}

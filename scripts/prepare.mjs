import { build, hasCompiler, hasSources, isBuilt } from './build-steps.mjs';

// npm runs this after an install. One without the development dependencies cannot build; it must not fail for that where `dist` came along.
if (hasCompiler() && hasSources()) build();
else if (!isBuilt())
  console.error('athena-simulator is not built: the compiler or the sources are missing. Run `npm ci` in the repository to build it.');

import type { McpServer } from '@modelcontextprotocol/server';
import type { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Ajv } from '@modelcontextprotocol/server/validators/ajv';
import { hasCode } from '../../kernel/system-error.ts';
import { PRODUCT } from '../../kernel/product.ts';

/** The parts of the protocol's package that the command uses. */
export interface Sdk {
  readonly McpServer: typeof McpServer;
  readonly serveStdio: typeof serveStdio;
  readonly StdioServerTransport: typeof StdioServerTransport;
  readonly Ajv: typeof Ajv;
}

/** Loads the package of the protocol, an optional peer; undefined when it is not installed. */
export async function loadSdk(): Promise<Sdk | undefined> {
  try {
    const [server, stdio, validators] = await Promise.all([
      import('@modelcontextprotocol/server'),
      import('@modelcontextprotocol/server/stdio'),
      import('@modelcontextprotocol/server/validators/ajv'),
    ]);
    const { serveStdio: serve, StdioServerTransport: Transport } = stdio;
    return { McpServer: server.McpServer, serveStdio: serve, StdioServerTransport: Transport, Ajv: validators.Ajv };
  } catch (error) {
    if (hasCode(error, 'ERR_MODULE_NOT_FOUND')) return undefined;
    throw error;
  }
}

/** Says how to install the package. */
export const SDK_MISSING = `${PRODUCT.name} mcp needs the package @modelcontextprotocol/server. Install it: npm install --save-dev @modelcontextprotocol/server\n`;

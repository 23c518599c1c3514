// Prepares the documentation for the site: the README as its first page, and below each example of a rule a link that
// opens it in the playground.

import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';

const [root, folder, repository] = process.argv.slice(2);

cpSync(`${root}/docs`, folder, { recursive: true });

const readme = readFileSync(`${root}/README.md`, 'utf8')
  .replaceAll('](docs/', '](')
  .replace(/\]\(((?:ARCHITECTURE|CONTRIBUTING|CHANGELOG)\.md|editors\/[^)]*)\)/g, `](${repository}/blob/main/$1)`);
writeFileSync(`${folder}/index.md`, readme);

for (const name of readdirSync(folder).filter((name) => name.endsWith('.md'))) {
  const path = `${folder}/${name}`;
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/\]\((\.\.\/[^)]*)\)/g, (_, link) => `](${repository}/blob/main/${link.replace(/^(\.\.\/)+/, '')})`));
}

for (const name of readdirSync(`${folder}/rules`)) {
  const path = `${folder}/rules/${name}`;
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/^```html\n([\s\S]*?)^```$/gm, (block, page) => `${block}\n\n${link(page)}\n`));
}

/** A link that holds the page, as `src/share.js` reads it. */
function link(page) {
  const packed = deflateRawSync(JSON.stringify({ page, target: 'cloud' }), { level: 9 });
  return `[Open in the playground](../playground/index.html#page=${packed.toString('base64url')})`;
}

// docs/preview.png: the workbench, with the newest build of Lock.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundles.mjs';
import { ALL } from './releases.mjs';
import { launch, loaded, open } from './workbench.mjs';

const FIXTURE = new URL('../../fixtures/unready/documentation-sample-without-both.html', import.meta.url);
const PICTURE = fileURLToPath(new URL('../../docs/preview.png', import.meta.url));
const [width = 1400, file = PICTURE] = process.argv.slice(2);

const release = ALL.at(-1);
const folder = mkdtempSync(join(tmpdir(), 'lockwright-picture-'));
const page = join(folder, 'login.html');
writeFileSync(page, readFileSync(FIXTURE, 'utf8').replace(/js\/lock\/[\d.]+\//, `js/lock/${release}/`));
// The workbench names the bundle.
const lock = join(folder, 'lock.min.js');
copyFileSync(await bundle(release), lock);
const browser = await launch();
const { tab, close } = await open(browser, page, ['--lock', lock], { viewport: { width: Number(width), height: 900 } });
await loaded(tab);
await tab.waitForTimeout(1_000);
await tab.screenshot({ path: file, fullPage: true });
await close();
await browser.close();
rmSync(folder, { recursive: true, force: true });
console.log(file);

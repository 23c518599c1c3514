import { chromium } from 'playwright-core';
const [url, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox'] });
for (const [name, width, height, scheme] of [['wide', 1440, 900, 'light'], ['dark', 1100, 800, 'dark'], ['phone', 390, 844, 'light']]) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  page.on('console', (m) => console.log(name, m.type(), m.text()));
  page.on('pageerror', (e) => console.log(name, 'error', e.message));
  await page.goto(url);
  await page.waitForSelector('body[data-state=done]', { timeout: 60000 }).catch((e) => console.log(e.message));
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: name === 'phone' });
}
await browser.close();

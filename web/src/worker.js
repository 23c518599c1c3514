// Does the work, so that typing is never held up: checks, fixes and inspects a page.

import { check, diff, fix, inspect, rules } from '../../packages/npm/lib/index.js';
import { provide } from './module.js';

addEventListener('message', async ({ data }) => {
  if (data.core) {
    provide(data.core);
    return;
  }
  const { id, page, target } = data;
  try {
    postMessage({ id, result: data.rules ? await rules() : await judge(page, { target, fileName: 'login.html' }) });
  } catch (error) {
    postMessage({ id, error: error.message });
  }
});

/** All there is to show of a page. */
async function judge(page, options) {
  const [checked, fixed, patch, seen] = await Promise.all([
    check(page, options),
    fix(page, options),
    diff(page, options),
    inspect(page, options),
  ]);
  return { findings: checked.findings, summary: checked.summary, fixed: fixed.page, left: fixed.summary, patch, seen };
}

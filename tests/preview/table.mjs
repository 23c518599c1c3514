// docs/lock-requests.md: what was seen of every build, and whether it was predicted.
import { PAGES } from './pages.mjs';
import { compare } from './releases.mjs';

const HEAD = `# What Lock requests

Made by \`tests/preview/run --all --update\` from what builds of Lock were seen to request in Chromium, with the pages of
\`tests/preview/pages.mjs\`. \`lockwright inspect\` predicts it; a prediction is right when every address that Lock asked for was
predicted, and none else, and when Lock showed the connections that were to be shown exactly where that was predicted. Of
Lock 11.0.0 to 11.1.3 it is predicted that logins fail, because these releases do not support hosted login pages: they show
the connections, and fail in the login after that, which is not tried here.

Without \`__useTenantInfo\` Lock asks for the client's script, with it for the tenant's. Both tell it which connections there
are. The tenant of these tables answers like Auth0's: \`info-v1.js\` is on custom domains and private clouds, \`tenants/v1\` on
\`auth0.com\`.

| in the tables | is |
|---|---|
| \`DOMAIN\` | \`config.auth0Domain\`: \`acme.eu.auth0.com\` on the cloud |
| \`TENANT\`, \`CLIENT\` | \`config.auth0Tenant\`, \`config.clientID\` |
| \`ASSETS\` | \`config.assetsUrl\` of a private cloud, without the slash that it ends in |
| VERSION | the release |
| ✗ | the login that comes of it does not offer what it should |

`;

/** What a result looks like in a table, without what differs from release to release. */
function cell({ asked, shown, kind }, what) {
  const urls = asked.filter((it) => it.what === what).map(({ url }) => `\`${general(url)}\``);
  const wanted = kind === 'third-party' ? 'google-oauth2' : 'google-oauth2,github';
  const failed = what === 'connections' && String(shown) !== wanted ? ' ✗' : '';
  return (urls.length > 0 ? [...new Set(urls)].join(', ') : 'nothing') + failed;
}

function general(url) {
  return url
    .replace(/^https:\/\//, '')
    .replace(/^(acme\.eu\.auth0\.com|login\.acme\.example)(?=[/.])/, 'DOMAIN')
    .replace(/^assets\.acme\.example(?=[/.])/, 'ASSETS')
    .replace(/\/client\/[^/]+\.js$/, '/client/CLIENT.js')
    .replace(/\/tenants\/v1\/[^/]+\.js$/, '/tenants/v1/TENANT.js')
    .replace(/js\/lock\/[\d.]+\//, 'js/lock/VERSION/');
}

/** The row of one page and one release. */
export function row(results, page, release) {
  const of = (kind) => results.find((it) => it.page === page && it.release === release && it.kind === kind);
  const [first, third] = [of('first-party'), of('third-party')];
  return `${cell(first, 'connections')} | ${cell(third, 'connections')} | ${cell(third, 'dictionary')}`;
}

/** The whole document. */
export function document(results) {
  const releases = [...new Set(results.map(({ release }) => release))].sort(compare);
  const right = results.filter(({ complaints }) => complaints.length === 0).length;
  const parts = [HEAD, `**${right} of ${results.length} predictions are right, on ${releases.length} builds** (${releases.join(', ')}).\n`];
  for (const { name } of PAGES) {
    parts.push(`\n## ${name[0].toUpperCase()}${name.slice(1)}\n\n| Lock | first-party logins | third-party logins | dictionary |\n|---|---|---|---|\n`);
    for (const { from, to, text } of groups(results, name, releases)) parts.push(`| ${from === to ? from : `${from} – ${to}`} | ${text} |\n`);
  }
  return parts.join('');
}

/** Releases in a row that ask for the same. */
function groups(results, page, releases) {
  const found = [];
  for (const release of releases) {
    const text = row(results, page, release);
    const last = found.at(-1);
    if (last?.text === text) last.to = release;
    else found.push({ from: release, to: release, text });
  }
  return found;
}

/** What a document says of a page and a release; undefined when it says nothing. */
export function written(text, page, release) {
  const title = `## ${page[0].toUpperCase()}${page.slice(1)}\n`;
  const section = text.split(title)[1]?.split('\n## ')[0] ?? '';
  for (const line of section.split('\n')) {
    const match = /^\| ([\d.]+)(?: – ([\d.]+))? \| (.*) \|$/.exec(line);
    if (!match) continue;
    const [, from, to = from, row] = match;
    if (compare(from, release) <= 0 && compare(release, to) <= 0) return row;
  }
  return undefined;
}

// The builds of Lock that the tests run.
import { readFileSync } from 'node:fs';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** Every release that is installed, in ascending order. */
export const ALL = Object.keys(dependencies)
  .filter((name) => name.startsWith('lock-'))
  .map((name) => name.slice('lock-'.length))
  .sort(compare);

/** One on each side of every change that matters to a page that Lockwright calls ready, and the newest. */
export const BOUNDED = [
  '10.7.0', '10.7.3', '10.24.3', '11.2.3', '11.8.1', '11.24.2', '11.24.3', '11.26.3', '11.30.4', '11.30.5', '11.35.1', '12.5.1',
  '13.2.0', '14.3.0',
];

/** Orders releases; negative when `a` came before `b`. */
export function compare(a, b) {
  const [left, right] = [a, b].map((release) => release.split('.').map(Number));
  const place = left.findIndex((part, index) => part !== right[index]);
  return place < 0 ? 0 : left[place] - right[place];
}

export const isAtLeast = (release, least) => compare(release, least) >= 0;

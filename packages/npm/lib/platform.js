// The package with the binary for this platform, where one is installed beside this one.

import { createRequire } from 'node:module';

/** The path of the binary; nothing when there is none. */
export function binary() {
  const name = `@lockwright/${process.platform}-${process.arch}${libc()}`;
  const file = process.platform === 'win32' ? 'lockwright.exe' : 'lockwright';
  try {
    return createRequire(import.meta.url).resolve(`${name}/bin/${file}`);
  } catch {
    return undefined;
  }
}

/** Which of the two libraries Linux runs on. */
function libc() {
  if (process.platform !== 'linux') return '';
  process.report.excludeNetwork = true;
  const { header } = process.report.getReport();
  return header.glibcVersionRuntime ? '-gnu' : '-musl';
}

// Writing files so that at every moment either the old content is there whole or the new: the counterpart of
// `src/edit/write` for Node.js.

import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Replaces the content of a file that has the content `before`. The new file has the old one's mode, and its owner and
 * group where this process may give them.
 *
 * @param {string} path
 * @param {Uint8Array} before
 * @param {Uint8Array} after
 */
export function replace(path, before, after) {
  const target = fs.realpathSync.native(path);
  const old = fs.statSync(target);
  if (!old.isFile()) throw refusal('NOT_A_FILE');
  if ((old.mode & 0o222) === 0) throw refusal('READ_ONLY');
  withTemporary(dirname(target), after, (file) => copyAttributes(old, file), (temporary) => {
    // As late as can be, so that little time is left for someone else to write.
    if (!fs.readFileSync(target).equals(before)) throw refusal('CHANGED');
    fs.renameSync(temporary, target);
  });
}

/**
 * Makes a file with this content, and the folders for it, unless something has that name.
 *
 * @param {string} path
 * @param {Uint8Array} content
 */
export function create(path, content) {
  const folder = dirname(path);
  inFolder(() => fs.mkdirSync(folder, { recursive: true }));
  const nothing = () => {};
  withTemporary(folder, content, nothing, (temporary) => {
    fs.linkSync(temporary, path);
    fs.unlinkSync(temporary);
  });
}

/** Makes a file with this content, has `settle` give it its name, and removes it when that fails. */
function withTemporary(folder, content, prepare, settle) {
  const temporary = join(folder, `.lockwright-${randomBytes(6).toString('hex')}`);
  const file = inFolder(() => fs.openSync(temporary, 'wx', 0o666));
  try {
    try {
      fs.writeFileSync(file, content);
      prepare(file);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    settle(temporary);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Gives a new file the mode, owner and group of an old one. */
function copyAttributes(old, file) {
  if (process.platform === 'win32') return;
  const created = fs.fstatSync(file);
  let mode = old.mode & 0o7777;
  const isSame = old.uid === created.uid && old.gid === created.gid;
  if (!isSame && !succeeds(() => fs.fchownSync(file, old.uid, old.gid))) {
    // The bits that lend the owner's or group's rights must not come to mean someone else's.
    succeeds(() => fs.fchownSync(file, created.uid, old.gid));
    mode &= 0o777;
  }
  fs.fchmodSync(file, mode);
}

/** Makes the renaming last through a power cut, where the file system can. */
function syncFolder(folder) {
  if (process.platform === 'win32') return;
  succeeds(() => {
    const handle = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  });
}

function succeeds(work) {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/** Does what takes the right to make files in a folder. */
function inFolder(work) {
  try {
    return work();
  } catch (error) {
    throw refusal(`FOLDER ${error.code}`);
  }
}

function refusal(code) {
  return Object.assign(new Error(code), { code });
}

// Writing files so that at every moment either the old content is there whole or the new: the counterpart of
// `src/edit/write` for Node.js.

import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How the name of a backup begins; that of its file follows. */
const BACKUP = '.lockwright-backup-';

/** The names of new files that have not got their own, by this command and by the binary. */
const TEMPORARY = /^\.lockwright-([0-9a-f]{12}|[0-9A-Za-z]{6})$/;

/** What is left by a run is older than this, in milliseconds: there are no locks here to tell it from what is in use. */
const IN_USE = 10_000;

/** Why a file cannot be replaced that may be written all the same: it is mounted, or only its owner may rename it. */
const MAY_BE_WRITTEN = /^(EBUSY|EPERM|EACCES|EXDEV)$/;

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
  if (old.nlink > 1) {
    writeInPlace(target, before, after);
    return;
  }
  try {
    replaceByRenaming(target, old, before, after);
  } catch (error) {
    if (!MAY_BE_WRITTEN.test(error.code) || !succeeds(() => fs.accessSync(target, fs.constants.W_OK))) throw error;
    writeInPlace(target, before, after);
  }
}

function replaceByRenaming(target, old, before, after) {
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

/** Writes a file that other names lead to, or that cannot be replaced, with a backup beside it for as long as that takes. */
function writeInPlace(target, before, after) {
  const backup = join(dirname(target), BACKUP + basename(target));
  const file = fs.openSync(target, 'r+');
  try {
    if (!fs.readFileSync(target).equals(before)) throw refusal('CHANGED');
    create(backup, before);
    try {
      overwrite(file, after);
    } catch (error) {
      // For what was there before there is room. Where even that fails, the backup stays.
      overwrite(file, before);
      fs.unlinkSync(backup);
      throw error;
    }
    fs.unlinkSync(backup);
  } finally {
    fs.closeSync(file);
  }
}

function overwrite(file, content) {
  for (let at = 0; at < content.length; ) at += fs.writeSync(file, content, at, content.length - at, at);
  fs.ftruncateSync(file, content.length);
  fs.fsyncSync(file);
}

/**
 * Puts in order what a run left in a folder that was killed while it wrote: removes new files that have not got their
 * name, and gives files that were being written in place their old content back. Gives the paths of those.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function tidy(folder) {
  const restored = [];
  for (const name of leftIn(folder)) {
    const path = `${folder}/${name}`;
    if (TEMPORARY.test(name)) {
      succeeds(() => fs.unlinkSync(path));
      continue;
    }
    const target = `${folder}/${name.slice(BACKUP.length)}`;
    if (!succeeds(() => fs.accessSync(target, fs.constants.W_OK))) continue;
    const file = fs.openSync(target, 'r+');
    try {
      overwrite(file, fs.readFileSync(path));
    } finally {
      fs.closeSync(file);
    }
    fs.unlinkSync(path);
    restored.push(target);
  }
  return restored;
}

/** The names of what an earlier run left in a folder; nothing where it cannot be read. */
function leftIn(folder) {
  let names = [];
  succeeds(() => (names = fs.readdirSync(folder)));
  const age = (name) => Date.now() - (fs.statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
  return names.filter((name) => (TEMPORARY.test(name) || name.startsWith(BACKUP)) && age(name) > IN_USE).sort();
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

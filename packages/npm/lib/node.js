// Node.js as the host: files, standard streams and variables of this process.

import * as fs from 'node:fs';
import { replace, create } from './write.js';

/** What the system's library says of the errors that are met most. Node.js has words of its own. */
const WORDS = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  EIO: 'Input/output error',
  EBADF: 'Bad file descriptor',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EXDEV: 'Invalid cross-device link',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid argument',
  EMFILE: 'Too many open files',
  EFBIG: 'File too large',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
  EPIPE: 'Broken pipe',
  ENAMETOOLONG: 'File name too long',
  ELOOP: 'Too many levels of symbolic links',
};

/** As many bytes are read at once. */
const CHUNK = 1 << 20;

/** @implements {import('./core.js').Host} */
export class NodeHost {
  #columns;

  /** @param {Record<number, number | undefined>} columns of the streams that are terminals */
  constructor(columns) {
    this.#columns = columns;
  }

  variables() {
    return process.env;
  }

  currentFolder() {
    return told(() => process.cwd());
  }

  columns(stream) {
    return this.#columns[stream];
  }

  open(path) {
    return told(() => fs.openSync(path, 'r'));
  }

  read(file, most) {
    const bytes = new Uint8Array(Math.min(most, CHUNK));
    try {
      const length = patiently(() => fs.readSync(file, bytes, 0, bytes.length, null));
      return bytes.subarray(0, length);
    } catch (error) {
      // Windows ends a pipe like this; and a standard input that is closed has nothing.
      if (error.code === 'EOF' || (file === 0 && error.code === 'EBADF')) return new Uint8Array();
      throw inWords(error);
    }
  }

  close(file) {
    fs.closeSync(file);
  }

  print(stream, bytes) {
    try {
      for (let at = 0; at < bytes.length; ) {
        at += patiently(() => fs.writeSync(stream, bytes, at));
      }
    } catch (error) {
      // A stream that is closed takes everything.
      if (error.code !== 'EBADF') throw inWords(error);
    }
  }

  status(path, followLink) {
    const stats = told(() => (followLink ? fs.statSync(path) : fs.lstatSync(path)));
    return { kind: kind(stats), size: stats.size, modified: stats.mtimeMs };
  }

  realPath(path) {
    return told(() => fs.realpathSync.native(path));
  }

  entries(path) {
    const entries = told(() => fs.readdirSync(path, { withFileTypes: true }));
    return entries.map((entry) => ({ kind: kind(entry), name: entry.name }));
  }

  replace(path, before, after) {
    told(() => replace(path, before, after));
  }

  create(path, content) {
    told(() => create(path, content));
  }

  write(path, content) {
    told(() => fs.writeFileSync(path, content));
  }

  sleep(milliseconds) {
    sleep(milliseconds);
  }
}

function kind(entry) {
  if (entry.isFile()) return 'f';
  if (entry.isDirectory()) return 'd';
  return entry.isSymbolicLink() ? 'l' : 'o';
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Does something with a pipe that does not block, until it can be done. */
function patiently(work) {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      sleep(1);
    }
  }
}

function told(work) {
  try {
    return work();
  } catch (error) {
    throw inWords(error);
  }
}

/** An error in the words of the system. */
function inWords(error) {
  const words = WORDS[error.code];
  if (words && error.errno) error.message = `${words} (os error ${Math.abs(error.errno)})`;
  return error;
}

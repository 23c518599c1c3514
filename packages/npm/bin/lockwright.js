#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { binary } from '../lib/platform.js';

const words = process.argv.slice(2);
const path = binary();
if (path) {
  const { status, signal, error } = spawnSync(path, words, { stdio: 'inherit' });
  if (error) throw error;
  if (signal) process.kill(process.pid, signal);
  process.exitCode = status ?? 2;
} else {
  const { run } = await import('../lib/command.js');
  process.exitCode = await run(words);
}

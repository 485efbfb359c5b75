// Builds the console into dist/. Skips what is already up to date, so that a build of the gateway
// that touched no console source costs nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const IGNORED = new Set(['node_modules', 'dist', 'target']);

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    0,
    ...readdirSync(path)
      .filter((name) => !IGNORED.has(name))
      .map((name) => newest(join(path, name))),
  );
}

const time = (path) => (existsSync(path) ? statSync(path).mtimeMs : -1);

function npm(...args) {
  const { status, error } = spawnSync('npm', args, { stdio: 'inherit' });
  if (error) {
    console.error(`npm could not be started (${error.message}): install Node.js 20 or later with npm`);
  }
  if (status !== 0) process.exit(status ?? 1);
}

if (time('node_modules/.package-lock.json') < time('package-lock.json')) {
  npm('ci', '--no-audit', '--no-fund', '--prefer-offline');
}
if (time('dist/index.html') < newest('.')) {
  npm('run', 'build');
}

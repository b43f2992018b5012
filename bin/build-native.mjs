// Owns the one compiled part: nodejieba's C++ binding, built here from the source that the registry delivered.
// nodejieba's own install script first asks another host for a binary; this asks nobody where Node's headers are at hand.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';

const WHAT_TO_INSTALL = `
Tiaosuo cuts Chinese text into words with nodejieba, whose C++ part has to be compiled once.
It could not be compiled here. Install a C++ toolchain and Python 3, then run "npm ci" again:
  Debian, Ubuntu   sudo apt-get install -y build-essential python3
  Fedora, RHEL     sudo dnf install -y gcc-c++ make python3
  Alpine           apk add build-base python3
  macOS            xcode-select --install
  Windows          winget install Microsoft.VisualStudio.2022.BuildTools Python.Python.3.12
                   (with the workload "Desktop development with C++")
Node's own headers are taken from beside the node program or fetched from nodejs.org;
without a network: npm config set nodedir /path/to/node (the folder that holds include/node).
`;

const require = createRequire(import.meta.url);

function packageFolder() {
  try {
    return dirname(require.resolve('nodejieba/package.json'));
  } catch {
    return null; // npm leaves an optional package out when its own script failed
  }
}

function loads() {
  const probe = "require('nodejieba').cut('光伏')";
  return spawnSync(process.execPath, ['-e', probe], { cwd: resolve(import.meta.dirname, '..') }).status === 0;
}

function compile(folder) {
  const nodeGyp = process.env.npm_config_node_gyp;
  const prefix = dirname(dirname(process.execPath));
  const nodedir =
    process.env.npm_config_nodedir ?? (existsSync(join(prefix, 'include/node/node.h')) ? prefix : undefined);
  const args = ['rebuild', '--release', ...(nodedir ? [`--nodedir=${nodedir}`] : [])];
  const [command, first] = nodeGyp ? [process.execPath, [nodeGyp]] : ['npx', ['node-gyp']];
  return spawnSync(command, [...first, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
}

if (!loads()) {
  const folder = packageFolder();
  const built = folder === null ? null : compile(folder);
  if (!loads()) {
    process.stderr.write(`${built?.stderr?.split('\n').slice(-15).join('\n') ?? ''}\n${WHAT_TO_INSTALL}`);
    process.exit(1);
  }
}

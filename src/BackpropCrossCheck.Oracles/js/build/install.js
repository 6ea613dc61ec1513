'use strict';
// Run by the build: installs the packages of the lock file into TARGET, or writes to TARGET.failed.txt why it could not. The exit code is 0.
// usage: node install.js TARGET
//
// Everything is prepared in a separate folder and then renamed in one step. So parallel builds never see each other's unfinished copies, and
// the slower build discards its own.

const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');

const source = path.dirname(__dirname);
const target = path.resolve(process.argv[2]);
const work = `${target}.${process.pid}-${Date.now()}.tmp`;

// Only what Node.js loads, and the licences; not the thousands of other files.
const packages = {
  '@tensorflow/tfjs': ['dist/tf.node.js'],
  '@tensorflow/tfjs-core': ['dist/tf-core.node.js'],
  '@tensorflow/tfjs-backend-cpu': ['dist/tf-backend-cpu.node.js'],
  long: ['src/long.js'],
  seedrandom: ['index.js', 'seedrandom.js', 'lib/alea.js', 'lib/tychei.js', 'lib/xor128.js', 'lib/xor4096.js', 'lib/xorshift7.js', 'lib/xorwow.js']
};
const always = /^(package\.json|readme(\..*)?|licen[cs]e(\..*)?)$/i;

function install() {
  fs.mkdirSync(path.join(work, 'npm'), { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(source, name), path.join(work, 'npm', name));
  }
  const reason = runNpm(path.join(work, 'npm'));
  if (reason) {
    return reason;
  }
  pick();
  try {
    fs.renameSync(path.join(work, 'picked'), target);
  } catch (error) {
    if (!fs.existsSync(target)) {
      return `TensorFlow.js could not be put in place when the project was built (${error.code}): build again`;
    }
  }
  fs.rmSync(`${target}.failed.txt`, { force: true });
  return '';
}

function runNpm(folder) {
  const windows = process.platform === 'win32';
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  const npm = spawnSync(windows ? 'npm.cmd' : 'npm', options, { cwd: folder, encoding: 'utf8', shell: windows });
  const found = !npm.error && !(windows && npm.status === 1 && /is not recognized/.test(npm.stderr));
  if (!found) {
    return 'npm was not found when the project was built: install Node.js 18 or later and build again';
  }
  const [, fault] = npm.stderr.match(/^npm (?:error|ERR!) code (\w+)$/m) || ['', `exit code ${npm.status}`];
  return npm.status === 0 ? '' : `npm could not install TensorFlow.js when the project was built (${fault}): see that its registry can be reached and build again`;
}

function pick() {
  for (const [name, files] of Object.entries(packages)) {
    const from = path.join(work, 'npm', 'node_modules', name);
    const to = path.join(work, 'picked', 'node_modules', name);
    for (const file of [...fs.readdirSync(from).filter(entry => always.test(entry)), ...files]) {
      fs.mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
      fs.copyFileSync(path.join(from, file), path.join(to, file));
    }
  }
  fs.writeFileSync(path.join(work, 'picked', 'install-state.txt'), 'installed\n');
}

function report(reason) {
  console.log(reason);
  fs.writeFileSync(path.join(work, 'failed.txt'), `${reason}\n`);
  fs.renameSync(path.join(work, 'failed.txt'), `${target}.failed.txt`);
}

try {
  const reason = install();
  if (reason) {
    report(reason);
  }
} catch (error) {
  console.log(`TensorFlow.js could not be installed when the project was built (${error.message}): build again`);
} finally {
  fs.rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}

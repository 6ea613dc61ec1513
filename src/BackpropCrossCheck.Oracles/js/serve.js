'use strict';
// The protocol: JSON lines in, JSON lines out. A line is processed as soon as it arrives; reading pauses while the reader of the answers falls behind.

const { Request } = require('./request.js');

function serve(network) {
  // The program that started this oracle is gone, so there is no one left to tell.
  process.stdout.on('error', () => process.exit(0));
  send({
    protocol: 1,
    oracle: 'tensorflow-js',
    version: network.version,
    precisions: ['float32'],
    activations: network.activations,
    training: true,
    regularization: true,
    optimizers: network.optimizers
  });
  run(network).then(() => { process.exitCode = 0; }, fail);
}

async function run(network) {
  for await (const line of lines(process.stdin)) {
    if (line.trim() !== '' && !send(answer(network, line))) {
      await new Promise(resume => process.stdout.once('drain', resume));
    }
  }
}

async function* lines(stream) {
  let rest = [];
  for await (const chunk of stream) {
    let begin = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, begin)) {
      rest.push(chunk.subarray(begin, end));
      yield Buffer.concat(rest).toString('utf8');
      rest = [];
      begin = end + 1;
    }
    rest.push(chunk.subarray(begin));
  }
  yield Buffer.concat(rest).toString('utf8');
}

function answer(network, line) {
  const message = JSON.parse(line);
  if (!Number.isInteger(message?.id)) {
    throw new Error(`a request without an integer id: ${line.slice(0, 80)}`);
  }
  try {
    return { id: message.id, ...network.calculate(new Request(message)) };
  } catch (error) {
    return { id: message.id, error: String(error.message) };
  }
}

function send(message) {
  return process.stdout.write(JSON.stringify(message) + '\n');
}

// A request without a readable id cannot be answered. It ends the oracle, since silence would look like hard work.
function fail(error) {
  process.stderr.write(`tensorflow-js: ${error.stack}\n`, () => process.exit(1));
}

module.exports = { serve };

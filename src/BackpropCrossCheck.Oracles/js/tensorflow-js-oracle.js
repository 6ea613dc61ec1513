'use strict';
// The oracle tensorflow-js. Any version of Node.js may read this file, so it uses only the oldest syntax. The other files may use everything that Node.js 18 supports.

var major = parseInt(process.versions.node, 10);
if (major < 18) {
  unavailable('Node.js ' + process.versions.node + ' is too old for TensorFlow.js: install Node.js 18 or later, or set BACKPROP_CHECK_NODE to one.');
} else {
  start();
}

function start() {
  var network;
  try {
    network = require('./network.js');
  } catch (error) {
    unavailable('TensorFlow.js could not be loaded: ' + String(error && error.message).split('\n')[0] + '. Build the project again with Node.js and npm on the PATH.');
    return;
  }
  require('./serve.js').serve(network);
}

function unavailable(reason) {
  process.stdout.write(JSON.stringify({ protocol: 1, oracle: 'tensorflow-js', unavailable: reason }) + '\n');
}

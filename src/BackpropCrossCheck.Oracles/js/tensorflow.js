'use strict';
// TensorFlow.js with its cpu kernels and its gradients, without the rest.
//
// The gradients are registered by the package @tensorflow/tfjs only, and its entry loads layers, converter, data and webgl as well. Nothing here uses
// these four, they double the time of the start, and they need not be installed: the entry gets an empty module for each.

const Module = require('node:module');

const unused = new Set(['@tensorflow/tfjs-layers', '@tensorflow/tfjs-converter', '@tensorflow/tfjs-data', '@tensorflow/tfjs-backend-webgl']);

function load() {
  const original = Module._load;
  Module._load = (request, ...rest) => unused.has(request) ? {} : original(request, ...rest);
  try {
    return require('@tensorflow/tfjs');
  } finally {
    Module._load = original;
  }
}

const tf = load();
// Production mode leaves out checks and a notice on standard error; the numbers are the same.
tf.enableProdMode();
tf.setBackend('cpu');

module.exports = tf;

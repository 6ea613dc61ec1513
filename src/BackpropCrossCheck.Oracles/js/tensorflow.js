'use strict';
// TensorFlow.js with its cpu kernels and its gradients, without the rest.
//
// Only the package @tensorflow/tfjs registers the gradients, and its entry also loads layers, converter, data and webgl. These four are not
// used here and would double the start time. So the entry gets an empty module for each, and they need not be installed.

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
// Production mode omits checks and a message on standard error; the numbers are the same.
tf.enableProdMode();
tf.setBackend('cpu');

module.exports = tf;

'use strict';
// The numbers of a network. Every derivative comes from TensorFlow.js's own tape; this code contains none.

const tf = require('./tensorflow.js');
const { activations } = require('./activations.js');
const { lossOf, penaltyOf } = require('./losses.js');
const { train, isOffered, optimizers } = require('./training.js');

function calculate(request) {
  const layers = request.layers.map(layer => ({ ...layer, activate: activationOf(layer.activation) }));
  const numbersOfPass = tf.tidy(() => differentiate(request, layers));
  return request.training && isOffered(request.training) ? { ...numbersOfPass, ...trained(request, layers) } : numbersOfPass;
}

function differentiate(request, layers) {
  const samples = request.inputs.rows;
  const sources = layers.flatMap(layer => [
    // The derivative by a zero added to a pre-activation equals the derivative by the pre-activation.
    tf.zeros([samples, layer.weights.rows]),
    tf.tensor2d(layer.weights.values, [layer.weights.rows, layer.weights.columns]),
    ...(layer.bias ? [tf.tensor1d(layer.bias)] : [])]);
  const forward = { preActivations: [], outputs: [] };
  const { value, grads } = tf.valueAndGrads((...tensors) => loss(request, layers, tensors, forward))(sources);
  return answer(request, layers, forward, value, grads);
}

function loss(request, layers, sources, forward) {
  let next = 0;
  let z = tf.tensor2d(request.inputs.values, [request.inputs.rows, request.inputs.columns]);
  let a;
  const regularized = [];
  for (const layer of layers) {
    const zero = sources[next++];
    regularized.push(sources[next]);
    a = tf.matMul(z, sources[next++], false, true);
    if (layer.bias) {
      regularized.push(...(request.regularization?.biases ? [sources[next]] : []));
      a = tf.add(a, sources[next++]);
    }
    a = tf.add(a, zero);
    z = layer.activate(a, layer.alpha);
    // They are read here, because the tape does not keep them for the caller.
    forward.preActivations.push(a.dataSync());
    forward.outputs.push(z.dataSync());
  }
  const labels = tf.tensor2d(request.labels.values, [request.labels.rows, request.labels.columns]);
  const data = lossOf(request, layers[layers.length - 1].activation, a, z, labels);
  return request.regularization ? tf.add(data, penaltyOf(request.regularization, regularized)) : data;
}

// Parameters and loss after training.
function trained(request, layers) {
  const { biases = true } = request.training;
  const parameters = layers.flatMap(({ weights, bias }) => [
    { tensor: tf.tensor2d(weights.values, [weights.rows, weights.columns]), isTrained: true },
    ...(bias ? [{ tensor: tf.tensor1d(bias), isTrained: biases }] : [])]);
  try {
    const { values, loss: value } = train(request.training, parameters, request.inputs.rows, (tensors, begin, count) => lossOfSamples(request, layers, tensors, begin, count));
    let next = 0;
    const updatedParameters = layers.map(({ weights, bias }) => {
      const layer = { weights: rows(values[next++], weights.rows, weights.columns) };
      return bias ? { ...layer, bias: numbers(values[next++]) } : layer;
    });
    return { updatedParameters, updatedLossValue: number(value) };
  } finally {
    tf.dispose(parameters.map(parameter => parameter.tensor));
  }
}

// The loss of count samples from begin on.
function lossOfSamples(request, layers, parameters, begin, count) {
  const part = ({ columns, values }) => ({ rows: count, columns, values: values.subarray(begin * columns, (begin + count) * columns) });
  let next = 0;
  const sources = layers.flatMap(layer => [tf.zeros([count, layer.weights.rows]), parameters[next++], ...(layer.bias ? [parameters[next++]] : [])]);
  const some = { ...request, inputs: part(request.inputs), labels: part(request.labels) };
  return loss(some, layers, sources, { preActivations: [], outputs: [] });
}

function answer(request, layers, forward, value, grads) {
  const samples = request.inputs.rows;
  const perSample = (data, index) => rows(data, samples, layers[index].weights.rows);
  const deltas = [];
  const gradients = [];
  let next = 0;
  for (const { weights, bias } of layers) {
    deltas.push(rows(grads[next++].dataSync(), samples, weights.rows));
    const gradient = { weights: rows(grads[next++].dataSync(), weights.rows, weights.columns) };
    gradients.push(bias ? { ...gradient, bias: numbers(grads[next++].dataSync()) } : gradient);
  }
  return {
    lossValue: number(value.dataSync()[0]),
    preActivations: forward.preActivations.map(perSample),
    outputs: forward.outputs.map(perSample),
    deltas,
    gradients
  };
}

function rows(data, count, columns) {
  return Array.from({ length: count }, (_, row) => numbers(data.subarray(row * columns, (row + 1) * columns)));
}

function numbers(data) {
  return Array.from(data, number);
}

function number(value) {
  return Number.isFinite(value) ? value : String(value);
}

function activationOf(name) {
  if (!Object.hasOwn(activations, name)) {
    throw new Error(`unknown activation ${JSON.stringify(name)}`);
  }
  return activations[name];
}

module.exports = { calculate, memory: () => tf.memory(), version: tf.version['tfjs-core'], activations: Object.keys(activations), optimizers };

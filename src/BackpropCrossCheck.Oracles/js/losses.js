'use strict';
// The losses: c times the sum over samples and outputs.

const tf = require('./tensorflow.js');

const kinds = {
  'half-squared-error': (y, t) => tf.mul(0.5, tf.square(tf.sub(y, t))),
  'squared-error': (y, t) => tf.square(tf.sub(y, t)),
  'binary-cross-entropy': (y, t) => tf.neg(tf.add(weightedLog(t, y), weightedLog(tf.sub(1, t), tf.sub(1, y)))),
  'categorical-cross-entropy': (y, t) => tf.neg(weightedLog(t, y)),
  'absolute-error': (y, t) => magnitude(tf.sub(y, t)),
  huber,
  'log-cosh': (y, t) => logCosh(tf.sub(y, t)),
  // At 1 - ty = 0 the derivative is -t: for equal arguments, maximum gives the gradient to the first one.
  hinge: (y, t) => tf.maximum(tf.sub(1, tf.mul(t, y)), 0),
  // The derivative of ln(t/y) would have y² in it.
  'kullback-leibler': (y, t) => tf.sub(weightedLog(t, t), weightedLog(t, y))
};

// |d|. tf.abs has the derivative -1 at 0; this has 0 there.
function magnitude(d) {
  return tf.add(tf.relu(d), tf.relu(tf.neg(d)));
}

function huber(y, t, delta) {
  const d = magnitude(tf.sub(y, t));
  const smaller = tf.minimum(d, delta);
  // In this form nothing cancels in the derivative of small errors.
  return tf.mul(smaller, tf.sub(d, tf.mul(0.5, smaller)));
}

// As TensorFlow has it: cosh would overflow.
function logCosh(d) {
  return tf.sub(tf.add(d, tf.softplus(tf.mul(-2, d))), Math.LN2);
}

// Cross-entropies from the pre-activations, so that they stay accurate when the output saturates. softmaxCrossEntropyWithLogits would assume
// that every row of labels sums to 1.
const fused = {
  'binary-cross-entropy sigmoid': (a, t) => tf.add(tf.mul(t, tf.softplus(tf.neg(a))), tf.mul(tf.sub(1, t), tf.softplus(a))),
  'categorical-cross-entropy softmax': (a, t) => tf.neg(tf.mul(t, tf.logSoftmax(a)))
};

const factors = {
  sum: () => 1,
  'mean-over-samples': (samples, outputs) => 1 / samples,
  'mean-over-outputs': (samples, outputs) => 1 / outputs,
  'mean-over-elements': (samples, outputs) => 1 / (samples * outputs)
};

function lossOf(request, lastActivation, a, y, t) {
  if (!Object.hasOwn(kinds, request.kind) || !Object.hasOwn(factors, request.reduction)) {
    throw new Error(`unknown loss ${JSON.stringify({ kind: request.kind, reduction: request.reduction })}`);
  }
  const fusedLoss = fused[`${request.kind} ${lastActivation}`];
  const terms = fusedLoss ? fusedLoss(a, t) : kinds[request.kind](y, t, request.delta);
  return tf.mul(factors[request.reduction](request.labels.rows, request.labels.columns), tf.sum(terms));
}

// factor · ln x. If the factor is zero, so are the term and its derivative, whatever x is: the logarithm is then taken of 1.
function weightedLog(factor, x) {
  return tf.mul(factor, tf.log(orOne(factor, x)));
}

// x, and 1 where the factor is zero.
function orOne(factor, x) {
  return tf.where(tf.notEqual(factor, 0), x, tf.onesLike(x));
}

// What a regularization adds to the loss. tf.regularizers.l1l2 takes tf.abs, whose derivative at 0 is -1.
function penaltyOf({ ofSquares, ofMagnitudes }, tensors) {
  return tf.addN(tensors.map(tensor => tf.add(tf.mul(ofSquares, tf.sum(tf.square(tensor))), tf.mul(ofMagnitudes, tf.sum(magnitude(tensor))))));
}

module.exports = { lossOf, penaltyOf };

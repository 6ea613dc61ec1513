'use strict';
// The losses: c times the sum over samples and outputs.

const tf = require('./tensorflow.js');

const kinds = {
  'half-squared-error': (y, t) => tf.mul(0.5, tf.square(tf.sub(y, t))),
  'squared-error': (y, t) => tf.square(tf.sub(y, t)),
  'binary-cross-entropy': (y, t) => tf.neg(tf.add(weightedLog(t, y), weightedLog(tf.sub(1, t), tf.sub(1, y)))),
  'categorical-cross-entropy': (y, t) => tf.neg(weightedLog(t, y))
};

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
  const terms = fusedLoss ? fusedLoss(a, t) : kinds[request.kind](y, t);
  return tf.mul(factors[request.reduction](request.labels.rows, request.labels.columns), tf.sum(terms));
}

// factor · ln x. If the factor is zero, so are the term and its derivative, whatever x is: the logarithm is then taken of 1.
function weightedLog(factor, x) {
  return tf.mul(factor, tf.log(tf.where(tf.notEqual(factor, 0), x, tf.onesLike(x))));
}

module.exports = { lossOf };

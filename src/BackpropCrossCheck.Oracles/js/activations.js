'use strict';
// The activations, composed of operations that TensorFlow.js differentiates.

const tf = require('./tensorflow.js');

// Of selu.
const LAMBDA = 1.0507009873554805;
const ALPHA = 1.6732632423543773;

const activations = {
  linear: a => tf.clone(a),
  tanh: a => tf.tanh(a),
  sigmoid: a => tf.sigmoid(a),
  relu: a => tf.relu(a),
  // Its derivative at 0 is that of the negative side, and any slope is allowed.
  'leaky-relu': (a, alpha) => tf.leakyRelu(a, alpha),
  // tf.elu has no scale and the derivative 1 at 0; this has the scale as its derivative there. expm1 keeps small arguments exact.
  elu: (a, alpha) => tf.add(tf.relu(a), tf.mul(alpha, tf.expm1(tf.minimum(a, 0)))),
  softplus: a => tf.softplus(a),
  softsign: a => tf.div(a, tf.add(1, tf.abs(a))),
  swish: a => tf.mul(a, tf.sigmoid(a)),
  gelu: a => tf.mul(tf.mul(0.5, a), tf.add(1, tf.erf(tf.mul(a, Math.SQRT1_2)))),
  softmax: a => tf.softmax(a),
  // tf.selu has the derivative λα at 0; TensorFlow for Python has λ there. For equal arguments, maximum and minimum give the gradient to
  // the first one.
  selu: a => tf.add(tf.mul(LAMBDA, tf.maximum(a, 0)), tf.mul(LAMBDA * ALPHA, tf.expm1(tf.minimum(0, a)))),
  // a·σ(q): 1 + tanh(q/2) would cancel.
  'gelu-tanh': a => tf.mul(a, tf.sigmoid(tf.mul(tf.mul(2 * Math.sqrt(2 / Math.PI), a), tf.add(1, tf.mul(0.044715, tf.square(a)))))),
  relu6: a => relu6(a),
  'hard-sigmoid': a => tf.div(relu6(tf.add(a, 3)), 6),
  mish: a => tf.mul(a, tf.tanh(tf.softplus(a))),
  // 2σ(a) - 1 would lose the digits of small arguments.
  'bipolar-sigmoid': a => tf.tanh(tf.mul(0.5, a)),
  'lecun-tanh': a => tf.mul(1.7159, tf.tanh(tf.div(tf.mul(2, a), 3)))
};

// tf.relu6 has the derivative 1 at 6; TensorFlow for Python has 0 there.
function relu6(a) {
  return tf.minimum(6, tf.relu(a));
}

module.exports = { activations };

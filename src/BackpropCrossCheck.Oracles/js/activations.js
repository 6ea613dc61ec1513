'use strict';
// The activations, composed of operations that TensorFlow.js differentiates.

const tf = require('./tensorflow.js');

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
  softmax: a => tf.softmax(a)
};

module.exports = { activations };

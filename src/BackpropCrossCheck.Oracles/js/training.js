'use strict';
// Training with TensorFlow.js's own optimizers, as far as their updates are Keras's.

const tf = require('./tensorflow.js');

const optimizers = {
  sgd: rate => tf.train.sgd(rate),
  momentum: (rate, { momentum = 0.9, nesterov = false }) => tf.train.momentum(rate, momentum, nesterov),
  adam: (rate, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }) => tf.train.adam(rate, beta1, beta2, epsilon),
  rmsprop: (rate, { rho = 0.9, epsilon = 1e-7 }) => tf.train.rmsprop(rate, rho, 0, epsilon),
  adagrad: (rate, { initialAccumulator = 0.1 }) => tf.train.adagrad(rate, initialAccumulator)
};

// Adagrad has one epsilon, that of the backend.
function isOffered({ optimizer }) {
  return optimizer.kind !== 'adagrad' || (optimizer.epsilon ?? 1e-7) === 1e-7;
}

// TensorFlow.js adds the epsilon of Adam to the corrected root, Keras to the one before the correction: there it is larger, step by step.
function correctEpsilon(optimizer, { kind, beta2 = 0.999, epsilon = 1e-7 }, update) {
  if (kind === 'adam') {
    optimizer.epsilon = epsilon / Math.sqrt(1 - beta2 ** update);
  }
}

// Trains the parameters, a list of tensors, in place. loss(tensors, begin, count) is the loss of some samples.
function train(training, parameters, samples, loss) {
  const { optimizer: rule, learningRate, steps = 1, order = 'batch' } = training;
  const optimizer = optimizers[rule.kind](learningRate, rule);
  const count = order === 'samples' ? 1 : samples;
  const variables = parameters.map(({ tensor, isTrained }) => tf.variable(tensor, isTrained));
  const trained = variables.filter(variable => variable.trainable);
  try {
    let update = 0;
    for (let step = 0; step < steps; step++) {
      for (let begin = 0; begin < samples; begin += count) {
        correctEpsilon(optimizer, rule, ++update);
        tf.tidy(() => {
          optimizer.applyGradients(tf.variableGrads(() => loss(variables, begin, count), trained).grads);
        });
      }
    }
    return { values: variables.map(variable => variable.dataSync()), loss: tf.tidy(() => loss(variables, 0, samples).dataSync()[0]) };
  } finally {
    optimizer.dispose();
    tf.dispose(variables);
  }
}

module.exports = { train, isOffered, optimizers: Object.keys(optimizers) };

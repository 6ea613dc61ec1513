'use strict';
// An engine in plain JavaScript, without packages, as an oracle: forward and backward pass written by hand, one number after the other.
//
//     backprop-check check fixtures --oracle "exec:node plain_node.js"
//
// Any engine has this structure: replace everything between the two lines by yours.

const readline = require('node:readline');

// ---------------------------------------------------------------------------------------------------------------------------------- the engine

const sum = values => values.reduce((total, value) => total + value, 0);
const sigmoid = a => a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a));
const softplus = a => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
const density = a => Math.exp(-0.5 * a * a) / Math.sqrt(2 * Math.PI);

// The distribution function of the normal distribution, which JavaScript lacks: near 0 by its power series without alternating signs,
// further out by its continued fraction. Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
function normal(a) {
  const x = Math.abs(a);
  let half = 0;
  if (x < 3) {
    for (let n = 1, term = x; n < 100; n++, term *= x * x / (2 * n - 1)) {
      half += term;
    }
    return 0.5 + Math.sign(a) * density(x) * half;
  }
  let fraction = x;
  for (let n = 100; n > 0; n--) {
    fraction = x + n / fraction;
  }
  const tail = density(x) / fraction;
  return a < 0 ? tail : 1 - tail;
}

// Of selu, and of gelu-tanh.
const LAMBDA = 1.0507009873554805;
const LAMBDA_ALPHA = 1.7580993408473769;
const ROOT = 2 * Math.sqrt(2 / Math.PI);
const geluArgument = a => ROOT * (a + 0.044715 * a ** 3);

// h(a) and h'(a); z is h(a). At 0 the derivative is that of the negative side; selu alone has that of the positive side, as in TensorFlow.
const activations = {
  linear: [a => a, () => 1],
  tanh: [Math.tanh, (a, z) => 1 - z * z],
  sigmoid: [sigmoid, (a, z) => z * sigmoid(-a)],
  relu: [a => Math.max(a, 0), a => a > 0 ? 1 : 0],
  'leaky-relu': [(a, alpha = 0.01) => a > 0 ? a : alpha * a, (a, z, alpha = 0.01) => a > 0 ? 1 : alpha],
  elu: [(a, alpha = 1) => a > 0 ? a : alpha * Math.expm1(a), (a, z, alpha = 1) => a > 0 ? 1 : alpha * Math.exp(a)],
  softplus: [softplus, sigmoid],
  softsign: [a => a / (1 + Math.abs(a)), a => 1 / (1 + Math.abs(a)) ** 2],
  swish: [a => a * sigmoid(a), (a, z) => sigmoid(a) + z * sigmoid(-a)],
  gelu: [a => a * normal(a), a => normal(a) + a * density(a)],
  selu: [a => a > 0 ? LAMBDA * a : LAMBDA_ALPHA * Math.expm1(a), a => a >= 0 ? LAMBDA : LAMBDA_ALPHA * Math.exp(a)],
  // a·σ(q): 1 + tanh(q/2) would cancel.
  'gelu-tanh': [a => a * sigmoid(geluArgument(a)), (a, z) => sigmoid(geluArgument(a)) + z * sigmoid(-geluArgument(a)) * ROOT * (1 + 0.134145 * a * a)],
  relu6: [a => Math.min(Math.max(a, 0), 6), a => a > 0 && a < 6 ? 1 : 0],
  'hard-sigmoid': [a => Math.min(Math.max(a + 3, 0), 6) / 6, a => a > -3 && a < 3 ? 1 / 6 : 0],
  mish: [a => a * Math.tanh(softplus(a)), a => Math.tanh(softplus(a)) + a * (1 - Math.tanh(softplus(a)) ** 2) * sigmoid(a)],
  'bipolar-sigmoid': [a => Math.tanh(a / 2), a => 2 * sigmoid(a) * sigmoid(-a)],
  'lecun-tanh': [a => 1.7159 * Math.tanh(2 * a / 3), (a, z) => 2 / 3 * (1.7159 - z * z / 1.7159)]
};

function softmax(a) {
  const powers = a.map(x => Math.exp(x - Math.max(...a)));
  return powers.map(power => power / sum(powers));
}

// z = h(a) for the units of one sample.
function activate({ activation, alpha }, a) {
  return activation === 'softmax' ? softmax(a) : a.map(x => activations[activation][0](x, alpha));
}

// δ = ∂L/∂a, from s = ∂L/∂z.
function backThroughActivation({ activation, alpha }, a, z, s) {
  if (activation === 'softmax') {
    const mean = sum(z.map((p, k) => p * s[k]));
    return z.map((p, k) => p * (s[k] - mean));
  }
  return a.map((x, k) => activations[activation][1](x, z[k], alpha) * s[k]);
}

const logTerm = (y, t) => t === 0 ? 0 : -t * Math.log(y);
const logSlope = (y, t) => t === 0 ? 0 : -t / y;

// ℓ(y, t) and ∂ℓ/∂y.
const losses = {
  'half-squared-error': [(y, t) => 0.5 * (y - t) ** 2, (y, t) => y - t],
  'squared-error': [(y, t) => (y - t) ** 2, (y, t) => 2 * (y - t)],
  'binary-cross-entropy': [(y, t) => logTerm(y, t) + logTerm(1 - y, 1 - t), (y, t) => logSlope(y, t) - logSlope(1 - y, 1 - t)],
  'categorical-cross-entropy': [logTerm, logSlope],
  'absolute-error': [(y, t) => Math.abs(y - t), (y, t) => Math.sign(y - t)],
  huber: [(y, t, delta) => Math.abs(y - t) <= delta ? 0.5 * (y - t) ** 2 : delta * (Math.abs(y - t) - 0.5 * delta),
    (y, t, delta) => Math.min(Math.max(y - t, -delta), delta)],
  'log-cosh': [(y, t) => Math.abs(y - t) + Math.log1p(Math.exp(-2 * Math.abs(y - t))) - Math.LN2, (y, t) => Math.tanh(y - t)],
  // At 1 - ty = 0 the derivative is -t.
  hinge: [(y, t) => Math.max(0, 1 - t * y), (y, t) => t * y <= 1 ? -t : 0],
  'kullback-leibler': [(y, t) => t === 0 ? 0 : t * Math.log(t / y), logSlope]
};

// The loss of one sample before the reduction, and ∂L/∂a in the last layer. Two cross-entropies are computed from a, since y may be saturated.
function lossAndDelta({ kind, delta = 1 }, layer, a, y, t) {
  switch (`${kind} ${layer.activation}`) {
    case 'binary-cross-entropy sigmoid':
      return [sum(a.map((x, k) => t[k] * softplus(-x) + (1 - t[k]) * softplus(x))), y.map((p, k) => p - t[k])];
    case 'categorical-cross-entropy softmax': {
      const most = Math.max(...a);
      const logSum = most + Math.log(sum(a.map(x => Math.exp(x - most))));
      return [sum(a.map((x, k) => t[k] * (logSum - x))), y.map((p, k) => p * sum(t) - t[k])];
    }
    default: {
      const [loss, slope] = losses[kind];
      return [sum(y.map((value, k) => loss(value, t[k], delta))), backThroughActivation(layer, a, y, y.map((value, k) => slope(value, t[k], delta)))];
    }
  }
}

function factorOf(reduction, samples, outputs) {
  return { sum: 1, 'mean-over-samples': 1 / samples, 'mean-over-outputs': 1 / outputs, 'mean-over-elements': 1 / (samples * outputs) }[reduction];
}

// Adds l2 times the sum of the squares, or half of that, and l1 times the sum of the magnitudes: to the loss, and their derivatives to the
// gradients.
function regularize(layers, result, { l2, l1, half, biases }) {
  const ofSquares = half ? l2 / 2 : l2;
  layers.forEach((layer, l) => {
    const gradient = result.gradients[l];
    const parameters = [...layer.weights, ...(biases && layer.bias ? [layer.bias] : [])];
    const slopes = [...gradient.weights, ...(biases && layer.bias ? [gradient.bias] : [])];
    result.lossValue += sum(parameters.flat().map(w => ofSquares * w * w + l1 * Math.abs(w)));
    parameters.forEach((row, k) => row.forEach((w, m) => {
      // The derivative of |w| at 0 is 0, and so is Math.sign(0).
      slopes[k][m] += 2 * ofSquares * w + l1 * Math.sign(w);
    }));
  });
}

// Everything that a request asks for: for each layer a, z and δ (one row per sample) and the gradients, summed over the samples.
function calculate({ layers, inputs, labels, loss: convention, regularization }) {
  const c = factorOf(convention.reduction, inputs.length, labels[0].length);
  const result = {
    lossValue: 0,
    preActivations: layers.map(() => []),
    outputs: layers.map(() => []),
    deltas: layers.map(() => []),
    gradients: layers.map(({ weights, bias }) => ({ weights: weights.map(row => row.map(() => 0)), bias: bias?.map(() => 0) }))
  };
  inputs.forEach((x, n) => {
    // Forward: a = W z + b, z' = h(a).
    const z = [x];
    const a = [];
    layers.forEach((layer, l) => {
      a.push(layer.weights.map((row, k) => sum(row.map((w, m) => w * z[l][m])) + (layer.bias?.[k] ?? 0)));
      z.push(activate(layer, a[l]));
    });
    const last = layers.length - 1;
    const [loss, slopes] = lossAndDelta(convention, layers[last], a[last], z[last + 1], labels[n]);
    result.lossValue += c * loss;
    let delta = slopes.map(value => c * value);
    // Backward: ∂L/∂W = δ zᵀ, ∂L/∂b = δ, and Wᵀδ for the layer below.
    for (let l = last; l >= 0; l--) {
      result.preActivations[l].push(a[l]);
      result.outputs[l].push(z[l + 1]);
      result.deltas[l].push(delta);
      const { weights, bias } = result.gradients[l];
      delta.forEach((d, k) => {
        z[l].forEach((value, m) => { weights[k][m] += d * value; });
        if (bias) {
          bias[k] += d;
        }
      });
      if (l > 0) {
        const s = z[l].map((_, m) => sum(delta.map((d, k) => layers[l].weights[k][m] * d)));
        delta = backThroughActivation(layers[l - 1], a[l - 1], z[l], s);
      }
    }
  });
  if (regularization) {
    regularize(layers, result, regularization);
  }
  return result;
}

// -------------------------------------------------------------------------------------------------------------------------------- the protocol

// JavaScript would write a number that is not finite as null.
const finiteOrWord = (_, value) => typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

function say(message) {
  process.stdout.write(JSON.stringify(message, finiteOrWord) + '\n');
}

function answer(request) {
  try {
    return { id: request.id, ...calculate(request) };
  } catch (error) {
    return { id: request.id, error: String(error) };
  }
}

say({
  protocol: 1,
  oracle: 'plain-node',
  version: '1',
  precisions: ['float64'],
  activations: [...Object.keys(activations), 'softmax'],
  regularization: true
});
readline.createInterface({ input: process.stdin }).on('line', line => say(answer(JSON.parse(line))));

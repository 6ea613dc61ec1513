'use strict';
// A request, after checking that it has everything a network needs.

const takesAlpha = { 'leaky-relu': 0.01, elu: 1 };

class Request {
  constructor(message) {
    require_(message.precision === 'float32', `precision ${text(message.precision)}: tensorflow-js calculates in float32`);
    require_(Array.isArray(message.layers) && message.layers.length > 0, 'layers: at least one is needed');
    this.inputs = matrix(message.inputs, 'inputs');
    this.labels = matrix(message.labels, 'labels');
    this.layers = message.layers.map((layer, index) => parameters(layer, `layers[${index}]`));
    this.kind = message.loss?.kind;
    this.reduction = message.loss?.reduction;
    this.delta = message.loss?.delta ?? 1;
    this.regularization = message.regularization == null ? null : regularizationOf(message.regularization);
    this.training = message.training ?? null;
    this.#checkSizes();
  }

  #checkSizes() {
    let width = this.inputs.columns;
    this.layers.forEach((layer, index) => {
      require_(layer.weights.columns === width, `layers[${index}].weights: rows of ${layer.weights.columns} numbers, ${width} are needed`);
      width = layer.weights.rows;
    });
    const { rows, columns } = this.labels;
    require_(rows === this.inputs.rows && columns === width, `labels: ${rows}×${columns}, ${this.inputs.rows}×${width} is needed`);
  }
}

function regularizationOf({ l2 = 0, l1 = 0, half = false, biases = false }) {
  for (const [name, value] of Object.entries({ l2, l1 })) {
    require_(typeof value === 'number' && value >= 0, `regularization.${name}: ${text(value)} is no number of at least 0`);
  }
  return { ofSquares: half ? l2 / 2 : l2, ofMagnitudes: l1, biases };
}

function parameters(layer, name) {
  const weights = matrix(layer?.weights, `${name}.weights`);
  const bias = layer.bias == null ? null : vector(layer.bias, weights.rows, `${name}.bias`);
  return { weights, bias, activation: layer.activation, alpha: layer.alpha ?? takesAlpha[layer.activation] };
}

function matrix(rows, name) {
  require_(Array.isArray(rows) && rows.length > 0 && Array.isArray(rows[0]) && rows[0].length > 0, `${name}: an array of rows is needed`);
  const columns = rows[0].length;
  const values = new Float32Array(rows.length * columns);
  rows.forEach((row, index) => fill(values, index * columns, row, columns, `${name}[${index}]`));
  return { rows: rows.length, columns, values };
}

function vector(numbers, length, name) {
  const values = new Float32Array(length);
  fill(values, 0, numbers, length, name);
  return values;
}

function fill(values, offset, numbers, length, name) {
  require_(Array.isArray(numbers) && numbers.length === length, `${name}: ${length} numbers are needed`);
  for (let i = 0; i < length; i++) {
    require_(typeof numbers[i] === 'number', `${name}[${i}]: ${text(numbers[i])} is no number`);
    values[offset + i] = numbers[i];
  }
}

function require_(holds, message) {
  if (!holds) {
    throw new Error(message);
  }
}

function text(value) {
  return String(JSON.stringify(value)).slice(0, 40);
}

module.exports = { Request };

// An engine in plain Rust, without crates, as an oracle: forward and backward pass written by hand, one number after the other.
// It calculates in float64 only.
//
//     rustc -O plain_rust.rs
//     backprop-check check fixtures --oracle "exec:./plain_rust"
//
// Any engine has this structure: replace everything between the first two lines by yours, down to calculate(), which returns an Answer.
// If it does not have every activation or loss, take the others out of the two lists of names: backprop-check then never asks for them.

use std::f64::consts::{LN_2, PI, SQRT_2};
use std::io::{self, BufRead, Write};

// What is asked, and what is answered.

type Vector = Vec<f64>;
type Matrix = Vec<Vector>;
type Fallible<T> = Result<T, String>;

struct Layer {
    weights: Matrix, // Row k holds the weights into unit k.
    bias: Option<Vector>,
    activation: String,
    alpha: f64, // Of leaky-relu and elu.
}

struct Regularization {
    l2: f64,
    l1: f64,
    half: bool,
    biases: bool,
}

struct Request {
    layers: Vec<Layer>,
    inputs: Matrix, // One row for each sample, as in the labels.
    labels: Matrix,
    loss: String,
    reduction: String,
    delta: f64, // Of huber.
    regularization: Option<Regularization>,
}

struct LayerAnswer {
    a: Matrix, // One row for each sample, as in z and delta.
    z: Matrix,
    delta: Matrix,
    weight_gradient: Matrix,
    bias_gradient: Option<Vector>,
}

struct Answer {
    loss: f64,
    layers: Vec<LayerAnswer>,
}

// -------------------------------------------------------------------------------------------------------------------------- the engine

const ACTIVATIONS: [&str; 18] = [
    "linear", "tanh", "sigmoid", "relu", "leaky-relu", "elu", "softplus", "softsign", "swish", "gelu", "selu", "gelu-tanh", "relu6",
    "hard-sigmoid", "mish", "bipolar-sigmoid", "lecun-tanh", "softmax",
];

const LOSSES: [&str; 9] = [
    "half-squared-error", "squared-error", "binary-cross-entropy", "categorical-cross-entropy", "absolute-error", "huber", "log-cosh",
    "hinge", "kullback-leibler",
];

const LAMBDA: f64 = 1.0507009873554805; // Of selu.
const LAMBDA_ALPHA: f64 = 1.7580993408473769;

/// Keeps NaN, which f64::max drops.
fn at_least(x: f64, least: f64) -> f64 {
    if x < least { least } else { x }
}

fn sigmoid(a: f64) -> f64 {
    if a >= 0.0 { 1.0 / (1.0 + (-a).exp()) } else { a.exp() / (1.0 + a.exp()) }
}

fn softplus(a: f64) -> f64 {
    at_least(a, 0.0) + (-a.abs()).exp().ln_1p()
}

fn density(a: f64) -> f64 {
    (-0.5 * a * a).exp() / (2.0 * PI).sqrt()
}

/// The distribution function of the normal distribution, which Rust lacks: near 0 by its power series without alternating signs, further
/// out by its continued fraction. Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
fn normal(a: f64) -> f64 {
    let x = a.abs();
    if x < 3.0 {
        let mut half = 0.0;
        let mut term = x;
        for n in 1..100 {
            half += term;
            term *= x * x / (2 * n + 1) as f64;
        }
        return 0.5 + a.signum() * density(x) * half;
    }
    let fraction = (1..=100).rev().fold(x, |fraction, n| x + n as f64 / fraction);
    let tail = density(x) / fraction;
    if a < 0.0 { tail } else { 1.0 - tail }
}

/// gelu-tanh is a times sigmoid(q): 1 + tanh(q/2) would cancel.
fn gelu_argument(a: f64) -> f64 {
    2.0 * SQRT_2 / PI.sqrt() * (a + 0.044715 * a * a * a)
}

fn gelu_argument_slope(a: f64) -> f64 {
    2.0 * SQRT_2 / PI.sqrt() * (1.0 + 3.0 * 0.044715 * a * a)
}

/// h(a)
fn activation(kind: &str, a: f64, alpha: f64) -> f64 {
    match kind {
        "linear" => a,
        "tanh" => a.tanh(),
        "sigmoid" => sigmoid(a),
        "relu" => at_least(a, 0.0),
        "leaky-relu" => if a > 0.0 { a } else { alpha * a },
        "elu" => if a > 0.0 { a } else { alpha * a.exp_m1() },
        "softplus" => softplus(a),
        "softsign" => a / (1.0 + a.abs()),
        "swish" => a * sigmoid(a),
        "gelu" => a * normal(a),
        "selu" => if a > 0.0 { LAMBDA * a } else { LAMBDA_ALPHA * a.exp_m1() },
        "gelu-tanh" => a * sigmoid(gelu_argument(a)),
        "relu6" => a.clamp(0.0, 6.0),
        "hard-sigmoid" => (a + 3.0).clamp(0.0, 6.0) / 6.0,
        "mish" => a * softplus(a).tanh(),
        "bipolar-sigmoid" => (a / 2.0).tanh(),
        "lecun-tanh" => 1.7159 * (2.0 * a / 3.0).tanh(),
        _ => unreachable!("read_request lets no other activation through"),
    }
}

/// h'(a), where z is h(a). At 0 it is that of the negative side; selu alone has that of the positive side, as in TensorFlow.
fn slope(kind: &str, a: f64, z: f64, alpha: f64) -> f64 {
    match kind {
        "linear" => 1.0,
        "tanh" => 1.0 - z * z,
        "sigmoid" => z * sigmoid(-a),
        "relu" => if a > 0.0 { 1.0 } else { 0.0 },
        "leaky-relu" => if a > 0.0 { 1.0 } else { alpha },
        "elu" => if a > 0.0 { 1.0 } else { alpha * a.exp() },
        "softplus" => sigmoid(a),
        "softsign" => 1.0 / (1.0 + a.abs()).powi(2),
        "swish" => sigmoid(a) + z * sigmoid(-a),
        "gelu" => normal(a) + a * density(a),
        "selu" => if a >= 0.0 { LAMBDA } else { LAMBDA_ALPHA * a.exp() },
        "gelu-tanh" => sigmoid(gelu_argument(a)) + z * sigmoid(-gelu_argument(a)) * gelu_argument_slope(a),
        "relu6" => if 0.0 < a && a < 6.0 { 1.0 } else { 0.0 },
        "hard-sigmoid" => if -3.0 < a && a < 3.0 { 1.0 / 6.0 } else { 0.0 },
        "mish" => softplus(a).tanh() + a * (1.0 - softplus(a).tanh().powi(2)) * sigmoid(a),
        "bipolar-sigmoid" => 2.0 * sigmoid(a) * sigmoid(-a),
        "lecun-tanh" => 2.0 / 3.0 * (1.7159 - z * z / 1.7159),
        _ => unreachable!("read_request lets no other activation through"),
    }
}

/// 0 ln 0 = 0
fn log_term(y: f64, t: f64) -> f64 {
    if t != 0.0 { -t * y.ln() } else { 0.0 }
}

fn log_slope(y: f64, t: f64) -> f64 {
    if t != 0.0 { -t / y } else { 0.0 }
}

/// l(y, t) and dl/dy. At 1 - ty = 0 the derivative of hinge is -t.
fn loss(kind: &str, y: f64, t: f64, delta: f64) -> (f64, f64) {
    let d = y - t;
    match kind {
        "half-squared-error" => (0.5 * d * d, d),
        "squared-error" => (d * d, 2.0 * d),
        "binary-cross-entropy" => (log_term(y, t) + log_term(1.0 - y, 1.0 - t), log_slope(y, t) - log_slope(1.0 - y, 1.0 - t)),
        "categorical-cross-entropy" => (log_term(y, t), log_slope(y, t)),
        "absolute-error" => (d.abs(), if d == 0.0 { 0.0 } else { d.signum() }),
        "huber" => (if d.abs() <= delta { 0.5 * d * d } else { delta * (d.abs() - 0.5 * delta) }, d.clamp(-delta, delta)),
        "log-cosh" => (d.abs() + (-2.0 * d.abs()).exp().ln_1p() - LN_2, d.tanh()),
        "hinge" => (at_least(1.0 - t * y, 0.0), if t * y <= 1.0 { -t } else { 0.0 }),
        "kullback-leibler" => (if t != 0.0 { t * (t / y).ln() } else { 0.0 }, log_slope(y, t)),
        _ => unreachable!("read_request lets no other loss through"),
    }
}

fn most(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

/// e^(x - most) for each x.
fn powers(a: &[f64]) -> Vector {
    a.iter().map(|x| (x - most(a)).exp()).collect()
}

fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}

/// z = h(a) for the units of one sample.
fn activate(layer: &Layer, a: &[f64]) -> Vector {
    if layer.activation == "softmax" {
        let powers = powers(a);
        let total: f64 = powers.iter().sum();
        return powers.iter().map(|power| power / total).collect();
    }
    a.iter().map(|&x| activation(&layer.activation, x, layer.alpha)).collect()
}

/// delta = dL/da, from s = dL/dz.
fn back_through_activation(layer: &Layer, a: &[f64], z: &[f64], s: &[f64]) -> Vector {
    if layer.activation == "softmax" {
        let mean = dot(z, s);
        return z.iter().zip(s).map(|(p, x)| p * (x - mean)).collect();
    }
    (0..a.len()).map(|k| slope(&layer.activation, a[k], z[k], layer.alpha) * s[k]).collect()
}

/// The loss of one sample before the reduction, and dL/da in the last layer. Two cross-entropies are computed from a: y may be saturated.
fn loss_and_delta(request: &Request, last: &Layer, a: &[f64], y: &[f64], t: &[f64]) -> (f64, Vector) {
    let units = 0..y.len();
    match (request.loss.as_str(), last.activation.as_str()) {
        ("binary-cross-entropy", "sigmoid") => (
            units.clone().map(|k| t[k] * softplus(-a[k]) + (1.0 - t[k]) * softplus(a[k])).sum(),
            units.map(|k| y[k] - t[k]).collect(),
        ),
        ("categorical-cross-entropy", "softmax") => {
            let log_sum = most(a) + powers(a).iter().sum::<f64>().ln();
            let total: f64 = t.iter().sum();
            (units.clone().map(|k| t[k] * (log_sum - a[k])).sum(), units.map(|k| y[k] * total - t[k]).collect())
        }
        (kind, _) => {
            let (losses, slopes): (Vector, Vector) = units.map(|k| loss(kind, y[k], t[k], request.delta)).unzip();
            (losses.iter().sum(), back_through_activation(last, a, y, &slopes))
        }
    }
}

fn factor_of(reduction: &str, samples: usize, outputs: usize) -> Fallible<f64> {
    match reduction {
        "sum" => Ok(1.0),
        "mean-over-samples" => Ok(1.0 / samples as f64),
        "mean-over-outputs" => Ok(1.0 / outputs as f64),
        "mean-over-elements" => Ok(1.0 / (samples * outputs) as f64),
        _ => Err(format!("unknown reduction: {reduction}")),
    }
}

/// Adds the derivatives of what the regularization makes of some parameters to their gradient. That of |w| at 0 is 0. It returns what is
/// added to the loss.
fn regularize(by: &Regularization, parameters: &[f64], gradient: &mut [f64]) -> f64 {
    let of_squares = if by.half { by.l2 / 2.0 } else { by.l2 };
    let mut added = 0.0;
    for (w, slope) in parameters.iter().zip(gradient) {
        added += of_squares * w * w + by.l1 * w.abs();
        *slope += 2.0 * of_squares * w + if *w == 0.0 { 0.0 } else { by.l1 * w.signum() };
    }
    added
}

/// Everything that a request asks for: for each layer a, z and delta (one row a sample), and the gradients, summed over the samples.
fn calculate(request: &Request) -> Fallible<Answer> {
    let layers = &request.layers;
    let last = layers.last().ok_or("the request has no layers")?;
    let c = factor_of(&request.reduction, request.inputs.len(), last.weights.len())?;
    let empty = |layer: &Layer| LayerAnswer {
        a: vec![],
        z: vec![],
        delta: vec![],
        weight_gradient: layer.weights.iter().map(|row| vec![0.0; row.len()]).collect(),
        bias_gradient: layer.bias.as_ref().map(|bias| vec![0.0; bias.len()]),
    };
    let mut answer = Answer { loss: 0.0, layers: layers.iter().map(empty).collect() };
    for (x, t) in request.inputs.iter().zip(&request.labels) {
        // Forward: a = W z + b, z' = h(a).
        let mut a: Matrix = vec![];
        let mut z: Matrix = vec![x.clone()];
        for (l, layer) in layers.iter().enumerate() {
            let bias = |k: usize| layer.bias.as_ref().map_or(0.0, |bias| bias[k]);
            a.push(layer.weights.iter().enumerate().map(|(k, row)| dot(row, &z[l]) + bias(k)).collect());
            z.push(activate(layer, &a[l]));
        }
        let (loss, mut delta) = loss_and_delta(request, last, &a[a.len() - 1], &z[z.len() - 1], t);
        answer.loss += c * loss;
        delta.iter_mut().for_each(|d| *d *= c);
        // Backward: dL/dW = delta z^T, dL/db = delta, and W^T delta for the layer below.
        for l in (0..layers.len()).rev() {
            let here = &mut answer.layers[l];
            let mut s = vec![0.0; z[l].len()];
            for (k, d) in delta.iter().enumerate() {
                for m in 0..s.len() {
                    here.weight_gradient[k][m] += d * z[l][m];
                    s[m] += layers[l].weights[k][m] * d;
                }
                if let Some(gradient) = &mut here.bias_gradient {
                    gradient[k] += d;
                }
            }
            here.a.push(a[l].clone());
            here.z.push(z[l + 1].clone());
            here.delta.push(delta);
            delta = if l > 0 { back_through_activation(&layers[l - 1], &a[l - 1], &z[l], &s) } else { vec![] };
        }
    }
    if let Some(by) = &request.regularization {
        for (layer, here) in layers.iter().zip(&mut answer.layers) {
            let mut added = 0.0;
            for (row, gradient) in layer.weights.iter().zip(&mut here.weight_gradient) {
                added += regularize(by, row, gradient);
            }
            if let (Some(bias), Some(gradient), true) = (&layer.bias, &mut here.bias_gradient, by.biases) {
                added += regularize(by, bias, gradient);
            }
            answer.loss += added;
        }
    }
    Ok(answer)
}

// ------------------------------------------------------------------------------------------------------------------------ reading JSON

enum Json {
    Other, // null and false
    True,
    Number(f64),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    fn find(&self, name: &str) -> Option<&Json> {
        let Json::Object(members) = self else { return None };
        members.iter().find(|(key, value)| key == name && !matches!(value, Json::Other)).map(|(_, value)| value)
    }

    fn at(&self, name: &str) -> Fallible<&Json> {
        self.find(name).ok_or_else(|| format!("the request has no {name}"))
    }

    fn number(&self) -> Fallible<f64> {
        if let Json::Number(number) = self { Ok(*number) } else { Err("the request has something else where a number must be".into()) }
    }

    fn text(&self) -> Fallible<String> {
        if let Json::Text(text) = self { Ok(text.clone()) } else { Err("the request has something else where a text must be".into()) }
    }

    fn items(&self) -> Fallible<&[Json]> {
        if let Json::Array(items) = self { Ok(items) } else { Err("the request has something else where an array must be".into()) }
    }

    fn row(&self, size: usize) -> Fallible<Vector> {
        let items = self.items()?;
        if items.len() != size {
            return Err("the request has a row that is not as long as it must be".into());
        }
        items.iter().map(Json::number).collect()
    }

    fn matrix(&self, columns: usize) -> Fallible<Matrix> {
        self.items()?.iter().map(|row| row.row(columns)).collect()
    }
}

struct JsonReader<'a> {
    rest: &'a str,
}

impl<'a> JsonReader<'a> {
    fn read(&mut self) -> Fallible<Json> {
        self.rest = self.rest.trim_start();
        if self.skip('{') {
            let mut members = vec![];
            while !self.ends('}', members.is_empty())? {
                let name = self.text()?;
                self.expect(':')?;
                members.push((name, self.read()?));
            }
            return Ok(Json::Object(members));
        }
        if self.skip('[') {
            let mut items = vec![];
            while !self.ends(']', items.is_empty())? {
                items.push(self.read()?);
            }
            return Ok(Json::Array(items));
        }
        if self.rest.starts_with('"') {
            return Ok(Json::Text(self.text()?));
        }
        let end = self.rest.find([',', ']', '}', ' ', '\t', '\r']).unwrap_or(self.rest.len());
        match self.take(end) {
            "null" | "false" => Ok(Json::Other),
            "true" => Ok(Json::True),
            word => word.parse().map(Json::Number).map_err(|_| format!("the request is not JSON: {word}")),
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn skip(&mut self, c: char) -> bool {
        self.rest = self.rest.trim_start();
        let found = self.rest.strip_prefix(c);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn expect(&mut self, c: char) -> Fallible<()> {
        if self.skip(c) { Ok(()) } else { Err(format!("the request is not JSON: {c} is missing")) }
    }

    /// Steps over the end or, except before the first item, over a comma.
    fn ends(&mut self, end: char, is_first: bool) -> Fallible<bool> {
        if self.skip(end) {
            return Ok(true);
        }
        if !is_first {
            self.expect(',')?;
        }
        Ok(false)
    }

    /// No text of a request needs an escape; one in a text that nobody reads is taken as it is.
    fn text(&mut self) -> Fallible<String> {
        self.expect('"')?;
        let mut escaped = false;
        let end = self.rest.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let text = self.take(end.ok_or("the request is not JSON: a text has no end")?).to_string();
        self.expect('"')?;
        Ok(text)
    }
}

// ------------------------------------------------------------------------------------------------------------------------ writing JSON

/// Rust writes so many digits that they say exactly which number it is.
fn json_number(value: &f64) -> String {
    if value.is_finite() {
        return format!("{value:e}");
    }
    json_text(if value.is_nan() { "NaN" } else if *value > 0.0 { "Infinity" } else { "-Infinity" })
}

fn json_text(text: &str) -> String {
    let plain = |c: char| if c == '"' || c == '\\' || !(' '..='~').contains(&c) { '?' } else { c };
    format!("\"{}\"", text.chars().map(plain).collect::<String>())
}

fn json_array<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    format!("[{}]", items.iter().map(write).collect::<Vec<_>>().join(","))
}

fn json_row(row: &Vector) -> String {
    json_array(row, json_number)
}

fn json_matrix(matrix: &Matrix) -> String {
    json_array(matrix, json_row)
}

// ------------------------------------------------------------------------------------------------------------------------ the protocol

fn known(word: String, words: &[&str]) -> Fallible<String> {
    if words.contains(&word.as_str()) { Ok(word) } else { Err(format!("{word} is not known")) }
}

fn read_request(json: &Json) -> Fallible<Request> {
    let first = json.at("inputs")?.items()?.first().ok_or("the request has no samples")?;
    let mut width = first.items()?.len();
    let inputs = json.at("inputs")?.matrix(width)?;
    let mut layers = vec![];
    for item in json.at("layers")?.items()? {
        let weights = item.at("weights")?.matrix(width)?;
        width = weights.len();
        let activation = known(item.at("activation")?.text()?, &ACTIVATIONS)?;
        let usual = if activation == "elu" { 1.0 } else { 0.01 };
        let alpha = item.find("alpha").map_or(Ok(usual), Json::number)?;
        layers.push(Layer { weights, bias: item.find("bias").map(|bias| bias.row(width)).transpose()?, activation, alpha });
    }
    let labels = json.at("labels")?.matrix(width)?;
    if labels.len() != inputs.len() {
        return Err("there are not as many labels as inputs".into());
    }
    let loss = json.at("loss")?;
    let regularization = json.find("regularization").map(read_regularization).transpose()?;
    Ok(Request {
        layers,
        inputs,
        labels,
        loss: known(loss.at("kind")?.text()?, &LOSSES)?,
        reduction: loss.at("reduction")?.text()?,
        delta: loss.find("delta").map_or(Ok(1.0), Json::number)?,
        regularization,
    })
}

fn read_regularization(json: &Json) -> Fallible<Regularization> {
    Ok(Regularization {
        l2: json.at("l2")?.number()?,
        l1: json.at("l1")?.number()?,
        half: json.find("half").is_some(),
        biases: json.find("biases").is_some(),
    })
}

fn numbers_for(json: &Json) -> Fallible<String> {
    let answer = calculate(&read_request(json)?)?;
    let gradients = |layer: &LayerAnswer| {
        let bias = layer.bias_gradient.as_ref().map_or("null".into(), json_row);
        format!(r#"{{"weights":{},"bias":{bias}}}"#, json_matrix(&layer.weight_gradient))
    };
    Ok(format!(
        r#""lossValue":{},"preActivations":{},"outputs":{},"deltas":{},"gradients":{}"#,
        json_number(&answer.loss),
        json_array(&answer.layers, |layer| json_matrix(&layer.a)),
        json_array(&answer.layers, |layer| json_matrix(&layer.z)),
        json_array(&answer.layers, |layer| json_matrix(&layer.delta)),
        json_array(&answer.layers, gradients),
    ))
}

/// A line without an id cannot be answered, so it ends the program.
fn answer_to(line: &str) -> Fallible<String> {
    let json = JsonReader { rest: line }.read()?;
    let id = json.at("id")?.number()? as i64;
    let answer = numbers_for(&json).unwrap_or_else(|fault| format!("\"error\":{}", json_text(&fault)));
    Ok(format!("{{\"id\":{id},{answer}}}"))
}

fn say(line: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{line}")?;
    output.flush()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words = |names: &[&str]| json_array(names, |name| json_text(name));
    say(&format!(
        r#"{{"protocol":1,"oracle":"plain-rust","version":"1","precisions":["float64"],"activations":{},"losses":{},"regularization":true}}"#,
        words(&ACTIVATIONS),
        words(&LOSSES),
    ))?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        if !line.trim().is_empty() {
            say(&answer_to(&line)?)?;
        }
    }
    Ok(())
}

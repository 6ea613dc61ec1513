// An engine in plain Go, with its standard library alone, as an oracle: forward and backward pass written by hand, one number after the
// other. It calculates in float64 only. Go 1.18 or later.
//
//	go build plain_go.go
//	backprop-check check fixtures --oracle "exec:./plain_go"
//
// Any engine has this structure: replace everything between the first two lines by yours, down to calculate, which fills in an answer.
// If it does not have every activation or loss, take the others out of the two lists of names: backprop-check then never asks for them.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
)

// What is asked, and what is answered. encoding/json reads and writes both.

type layer struct {
	Weights    [][]float64 `json:"weights"` // Row k holds the weights into unit k.
	Bias       []float64   `json:"bias"`    // nil if the layer has none.
	Activation string      `json:"activation"`
	Alpha      *float64    `json:"alpha"` // Of leaky-relu and elu.
}

type request struct {
	ID        int64       `json:"id"`
	Precision string      `json:"precision"`
	Layers    []layer     `json:"layers"`
	Inputs    [][]float64 `json:"inputs"` // One row for each sample, as in the labels.
	Labels    [][]float64 `json:"labels"`
	Loss      struct {
		Kind      string   `json:"kind"`
		Reduction string   `json:"reduction"`
		Delta     *float64 `json:"delta"` // Of huber.
	} `json:"loss"`
	Regularization *regularization `json:"regularization"` // nil if there is none.
}

type regularization struct {
	L2     float64 `json:"l2"`
	L1     float64 `json:"l1"`
	Half   bool    `json:"half"`
	Biases bool    `json:"biases"`
}

type gradient struct {
	Weights matrix `json:"weights"`
	Bias    vector `json:"bias"` // null if the layer has none.
}

type answer struct {
	ID             int64      `json:"id"`
	LossValue      number     `json:"lossValue"`
	PreActivations []matrix   `json:"preActivations"` // For each layer a matrix with one row for each sample.
	Outputs        []matrix   `json:"outputs"`
	Deltas         []matrix   `json:"deltas"`
	Gradients      []gradient `json:"gradients"`
}

type number float64
type vector []number
type matrix []vector

// -------------------------------------------------------------------------------------------------------------------------- the engine

var activations = []string{
	"linear", "tanh", "sigmoid", "relu", "leaky-relu", "elu", "softplus", "softsign", "swish", "gelu", "selu", "gelu-tanh", "relu6",
	"hard-sigmoid", "mish", "bipolar-sigmoid", "lecun-tanh", "softmax",
}

var losses = []string{
	"half-squared-error", "squared-error", "binary-cross-entropy", "categorical-cross-entropy", "absolute-error", "huber", "log-cosh",
	"hinge", "kullback-leibler",
}

const (
	lambda      = 1.0507009873554805 // Of selu.
	lambdaAlpha = 1.7580993408473769
)

func square(x float64) float64 { return x * x }

func clamp(x, least, most float64) float64 { return math.Min(math.Max(x, least), most) }

func sigmoid(a float64) float64 {
	if a >= 0 {
		return 1 / (1 + math.Exp(-a))
	}
	return math.Exp(a) / (1 + math.Exp(a))
}

func softplus(a float64) float64 { return math.Max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))) }

// normal is the distribution function of the normal distribution; density is its derivative.
func normal(a float64) float64 { return 0.5 * math.Erfc(-a/math.Sqrt2) }

func density(a float64) float64 { return math.Exp(-0.5*a*a) / math.Sqrt(2*math.Pi) }

// gelu-tanh is a times sigmoid(q), where geluArgument is q: 1 + tanh(q/2) would cancel.
func geluArgument(a float64) float64 { return 2 * math.Sqrt(2/math.Pi) * (a + 0.044715*a*a*a) }

func geluArgumentSlope(a float64) float64 { return 2 * math.Sqrt(2/math.Pi) * (1 + 3*0.044715*a*a) }

// choose is yes where the condition holds. Go calculates both.
func choose(condition bool, yes, no float64) float64 {
	if condition {
		return yes
	}
	return no
}

// activation is h(a).
func activation(kind string, a, alpha float64) float64 {
	switch kind {
	case "linear":
		return a
	case "tanh":
		return math.Tanh(a)
	case "sigmoid":
		return sigmoid(a)
	case "relu":
		return math.Max(a, 0)
	case "leaky-relu":
		return choose(a > 0, a, alpha*a)
	case "elu":
		return choose(a > 0, a, alpha*math.Expm1(a))
	case "softplus":
		return softplus(a)
	case "softsign":
		return a / (1 + math.Abs(a))
	case "swish":
		return a * sigmoid(a)
	case "gelu":
		return a * normal(a)
	case "selu":
		return choose(a > 0, lambda*a, lambdaAlpha*math.Expm1(a))
	case "gelu-tanh":
		return a * sigmoid(geluArgument(a))
	case "relu6":
		return clamp(a, 0, 6)
	case "hard-sigmoid":
		return clamp(a+3, 0, 6) / 6
	case "mish":
		return a * math.Tanh(softplus(a))
	case "bipolar-sigmoid":
		return math.Tanh(a / 2)
	case "lecun-tanh":
		return 1.7159 * math.Tanh(2*a/3)
	}
	panic("unknown activation: " + kind)
}

// slope is h'(a), where z is h(a). At 0 it is that of the negative side; selu alone has that of the positive side, as in TensorFlow.
func slope(kind string, a, z, alpha float64) float64 {
	switch kind {
	case "linear":
		return 1
	case "tanh":
		return 1 - z*z
	case "sigmoid":
		return z * sigmoid(-a)
	case "relu":
		return choose(a > 0, 1, 0)
	case "leaky-relu":
		return choose(a > 0, 1, alpha)
	case "elu":
		return choose(a > 0, 1, alpha*math.Exp(a))
	case "softplus":
		return sigmoid(a)
	case "softsign":
		return 1 / square(1+math.Abs(a))
	case "swish":
		return sigmoid(a) + z*sigmoid(-a)
	case "gelu":
		return normal(a) + a*density(a)
	case "selu":
		return choose(a >= 0, lambda, lambdaAlpha*math.Exp(a))
	case "gelu-tanh":
		return sigmoid(geluArgument(a)) + z*sigmoid(-geluArgument(a))*geluArgumentSlope(a)
	case "relu6":
		return choose(0 < a && a < 6, 1, 0)
	case "hard-sigmoid":
		return choose(-3 < a && a < 3, 1.0/6, 0)
	case "mish":
		return math.Tanh(softplus(a)) + a*(1-square(math.Tanh(softplus(a))))*sigmoid(a)
	case "bipolar-sigmoid":
		return 2 * sigmoid(a) * sigmoid(-a)
	case "lecun-tanh":
		return 2.0 / 3 * (1.7159 - z*z/1.7159)
	}
	panic("unknown activation: " + kind)
}

// 0 ln 0 = 0
func logTerm(y, t float64) float64 { return choose(t != 0, -t*math.Log(y), 0) }

func logSlope(y, t float64) float64 { return choose(t != 0, -t/y, 0) }

// loss is l(y, t) and dl/dy. At 1 - ty = 0 the derivative of hinge is -t.
func loss(kind string, y, t, delta float64) (value, slope float64) {
	d := y - t
	size := math.Abs(d)
	switch kind {
	case "half-squared-error":
		return 0.5 * d * d, d
	case "squared-error":
		return d * d, 2 * d
	case "binary-cross-entropy":
		return logTerm(y, t) + logTerm(1-y, 1-t), logSlope(y, t) - logSlope(1-y, 1-t)
	case "categorical-cross-entropy":
		return logTerm(y, t), logSlope(y, t)
	case "absolute-error":
		return size, choose(d == 0, 0, math.Copysign(1, d))
	case "huber":
		return choose(size <= delta, 0.5*d*d, delta*(size-0.5*delta)), clamp(d, -delta, delta)
	case "log-cosh":
		return size + math.Log1p(math.Exp(-2*size)) - math.Ln2, math.Tanh(d)
	case "hinge":
		return math.Max(0, 1-t*y), choose(t*y <= 1, -t, 0)
	case "kullback-leibler":
		return choose(t != 0, t*math.Log(t/y), 0), logSlope(y, t)
	}
	panic("unknown loss: " + kind)
}

func sum(values []float64) float64 {
	total := 0.0
	for _, value := range values {
		total += value
	}
	return total
}

func most(values []float64) float64 {
	result := values[0]
	for _, value := range values {
		result = math.Max(result, value)
	}
	return result
}

// powers are e^(x - most) for each x.
func powers(a []float64) []float64 {
	result := make([]float64, len(a))
	for k, x := range a {
		result[k] = math.Exp(x - most(a))
	}
	return result
}

// activate gives z = h(a) for the units of one sample.
func activate(l layer, a []float64) []float64 {
	if l.Activation == "softmax" {
		z := powers(a)
		total := sum(z)
		for k := range z {
			z[k] /= total
		}
		return z
	}
	z := make([]float64, len(a))
	for k, x := range a {
		z[k] = activation(l.Activation, x, l.alpha())
	}
	return z
}

// backThroughActivation gives delta = dL/da, from s = dL/dz.
func backThroughActivation(l layer, a, z, s []float64) []float64 {
	mean := 0.0
	for k := range z {
		mean += z[k] * s[k]
	}
	delta := make([]float64, len(a))
	for k := range delta {
		if l.Activation == "softmax" {
			delta[k] = z[k] * (s[k] - mean)
		} else {
			delta[k] = slope(l.Activation, a[k], z[k], l.alpha()) * s[k]
		}
	}
	return delta
}

func (l layer) alpha() float64 {
	if l.Alpha != nil {
		return *l.Alpha
	}
	return choose(l.Activation == "elu", 1, 0.01)
}

// lossAndDelta gives the loss of one sample before the reduction, and dL/da in the last layer. Two cross-entropies are computed from a,
// since y may be saturated.
func lossAndDelta(r request, a, y, t []float64) (total float64, delta []float64) {
	last := r.Layers[len(r.Layers)-1]
	delta = make([]float64, len(y))
	switch {
	case r.Loss.Kind == "binary-cross-entropy" && last.Activation == "sigmoid":
		for k := range y {
			total += t[k]*softplus(-a[k]) + (1-t[k])*softplus(a[k])
			delta[k] = y[k] - t[k]
		}
		return total, delta
	case r.Loss.Kind == "categorical-cross-entropy" && last.Activation == "softmax":
		logSum := most(a) + math.Log(sum(powers(a)))
		for k := range y {
			total += t[k] * (logSum - a[k])
			delta[k] = y[k]*sum(t) - t[k]
		}
		return total, delta
	}
	huberDelta := 1.0
	if r.Loss.Delta != nil {
		huberDelta = *r.Loss.Delta
	}
	for k := range y {
		var value float64
		value, delta[k] = loss(r.Loss.Kind, y[k], t[k], huberDelta)
		total += value
	}
	return total, backThroughActivation(last, a, y, delta)
}

func factorOf(reduction string, samples, outputs int) float64 {
	switch reduction {
	case "sum":
		return 1
	case "mean-over-samples":
		return 1 / float64(samples)
	case "mean-over-outputs":
		return 1 / float64(outputs)
	case "mean-over-elements":
		return 1 / float64(samples*outputs)
	}
	panic("unknown reduction: " + reduction)
}

// regularize adds the derivatives of what the regularization makes of some parameters to their gradient. That of |w| at 0 is 0. It gives
// what is added to the loss.
func (by regularization) regularize(parameters []float64, slopes vector) (added float64) {
	ofSquares := choose(by.Half, by.L2/2, by.L2)
	for i, w := range parameters {
		added += ofSquares*w*w + by.L1*math.Abs(w)
		slopes[i] += number(2*ofSquares*w + by.L1*choose(w == 0, 0, math.Copysign(1, w)))
	}
	return added
}

// calculate gives everything that a request asks for: for each layer a, z and delta (one row a sample), and the gradients, summed over the
// samples.
func calculate(r request) answer {
	count := len(r.Layers)
	c := factorOf(r.Loss.Reduction, len(r.Inputs), len(r.Labels[0]))
	result := answer{ID: r.ID, PreActivations: make([]matrix, count), Outputs: make([]matrix, count), Deltas: make([]matrix, count),
		Gradients: make([]gradient, count)}
	for i, l := range r.Layers {
		for _, row := range l.Weights {
			result.Gradients[i].Weights = append(result.Gradients[i].Weights, make(vector, len(row)))
		}
		if l.Bias != nil {
			result.Gradients[i].Bias = make(vector, len(l.Bias))
		}
	}
	for n, x := range r.Inputs {
		// Forward: a = W z + b, z' = h(a).
		z := [][]float64{x}
		a := [][]float64{}
		for i, l := range r.Layers {
			sums := make([]float64, len(l.Weights))
			for k, row := range l.Weights {
				for m, w := range row {
					sums[k] += w * z[i][m]
				}
				if l.Bias != nil {
					sums[k] += l.Bias[k]
				}
			}
			a = append(a, sums)
			z = append(z, activate(l, sums))
		}
		lossOfSample, delta := lossAndDelta(r, a[count-1], z[count], r.Labels[n])
		result.LossValue += number(c * lossOfSample)
		for k := range delta {
			delta[k] *= c
		}
		// Backward: dL/dW = delta z^T, dL/db = delta, and W^T delta for the layer below.
		for i := count - 1; i >= 0; i-- {
			g := result.Gradients[i]
			s := make([]float64, len(z[i]))
			for k, d := range delta {
				for m, value := range z[i] {
					g.Weights[k][m] += number(d * value)
					s[m] += r.Layers[i].Weights[k][m] * d
				}
				if g.Bias != nil {
					g.Bias[k] += number(d)
				}
			}
			result.PreActivations[i] = append(result.PreActivations[i], numbers(a[i]))
			result.Outputs[i] = append(result.Outputs[i], numbers(z[i+1]))
			result.Deltas[i] = append(result.Deltas[i], numbers(delta))
			if i > 0 {
				delta = backThroughActivation(r.Layers[i-1], a[i-1], z[i], s)
			}
		}
	}
	if r.Regularization != nil {
		for i, l := range r.Layers {
			added := 0.0
			for k, row := range l.Weights {
				added += r.Regularization.regularize(row, result.Gradients[i].Weights[k])
			}
			if l.Bias != nil && r.Regularization.Biases {
				added += r.Regularization.regularize(l.Bias, result.Gradients[i].Bias)
			}
			result.LossValue += number(added)
		}
	}
	return result
}

func numbers(values []float64) vector {
	result := make(vector, len(values))
	for k, value := range values {
		result[k] = number(value)
	}
	return result
}

// ------------------------------------------------------------------------------------------------------------------------ the protocol

// MarshalJSON writes so many digits that they say exactly which number it is, and words for what is not finite.
func (x number) MarshalJSON() ([]byte, error) {
	value := float64(x)
	switch {
	case math.IsNaN(value):
		return []byte(`"NaN"`), nil
	case math.IsInf(value, 1):
		return []byte(`"Infinity"`), nil
	case math.IsInf(value, -1):
		return []byte(`"-Infinity"`), nil
	}
	return strconv.AppendFloat(nil, value, 'g', -1, 64), nil
}

// check says what is wrong with a request, so that the engine need not look.
func check(r request) error {
	if len(r.Layers) == 0 || len(r.Inputs) == 0 || len(r.Inputs) != len(r.Labels) {
		return errors.New("the request has no layers or no samples, or not as many labels as inputs")
	}
	width := len(r.Inputs[0])
	if !isMatrix(r.Inputs, width) {
		return errors.New("the inputs are not as long as each other")
	}
	for i, l := range r.Layers {
		if !contains(activations, l.Activation) {
			return fmt.Errorf("unknown activation: %s", l.Activation)
		}
		if len(l.Weights) == 0 || !isMatrix(l.Weights, width) || l.Bias != nil && len(l.Bias) != len(l.Weights) {
			return fmt.Errorf("layer %d does not fit its inputs", i+1)
		}
		width = len(l.Weights)
	}
	if !isMatrix(r.Labels, width) {
		return errors.New("the labels do not fit the last layer")
	}
	if !contains(losses, r.Loss.Kind) {
		return fmt.Errorf("unknown loss: %s", r.Loss.Kind)
	}
	return nil
}

func isMatrix(rows [][]float64, columns int) bool {
	for _, row := range rows {
		if len(row) != columns {
			return false
		}
	}
	return true
}

func contains(words []string, word string) bool {
	for _, known := range words {
		if known == word {
			return true
		}
	}
	return false
}

// answerTo gives the numbers, or an error with the id of the request.
func answerTo(r request) (result any) {
	type failure struct {
		ID    int64  `json:"id"`
		Error string `json:"error"`
	}
	defer func() {
		if fault := recover(); fault != nil {
			result = failure{r.ID, fmt.Sprint(fault)}
		}
	}()
	if err := check(r); err != nil {
		return failure{r.ID, err.Error()}
	}
	return calculate(r)
}

func run() error {
	// An encoder writes one line for each value, and os.Stdout has no buffer.
	output := json.NewEncoder(os.Stdout)
	greeting := map[string]any{"protocol": 1, "oracle": "plain-go", "version": "1", "precisions": []string{"float64"},
		"activations": activations, "losses": losses, "regularization": true}
	if err := output.Encode(greeting); err != nil {
		return err
	}
	input := bufio.NewReader(os.Stdin)
	for {
		line, end := input.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var r request
			// A line without an id cannot be answered, so it ends the program.
			if err := json.Unmarshal(line, &r); err != nil {
				return err
			}
			if err := output.Encode(answerTo(r)); err != nil {
				return err
			}
		}
		if end == io.EOF {
			return nil
		}
		if end != nil {
			return end
		}
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

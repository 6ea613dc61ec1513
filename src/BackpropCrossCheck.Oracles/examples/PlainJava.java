// An engine in plain Java, without libraries, as an oracle: forward and backward pass written by hand, one number after the other.
// It calculates in float64 only. Java 17 or later.
//
//     javac PlainJava.java
//     backprop-check check fixtures --oracle "exec:java -cp . PlainJava"
//
// Any engine has this structure: replace everything between the first two lines by yours, down to calculate(), which returns an Answer.
// If it does not have every activation or loss, take the others out of the two tables: backprop-check then never asks for them.

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class PlainJava {
  // What is asked, and what is answered.

  /** Row k of the weights holds those into unit k. The bias is null if the layer has none; alpha belongs to leaky-relu and elu. */
  record Layer(double[][] weights, double[] bias, String activation, double alpha) { }

  record Regularization(double l2, double l1, boolean half, boolean biases) { }

  /** Inputs and labels have one row for each sample; delta belongs to huber. The regularization is null if there is none. */
  record Request(List<Layer> layers, double[][] inputs, double[][] labels, String loss, String reduction, double delta,
      Regularization regularization) { }

  /** a, z and delta have one row for each sample. The gradient of the bias is null if the layer has none. */
  record LayerAnswer(double[][] a, double[][] z, double[][] delta, double[][] weightGradient, double[] biasGradient) { }

  record Answer(double loss, List<LayerAnswer> layers) { }

  // ------------------------------------------------------------------------------------------------------------------------ the engine

  interface Value { double of(double a, double alpha); }  // h(a)

  interface Slope { double of(double a, double z, double alpha); }  // h'(a), where z is h(a)

  interface LossPart { double of(double y, double t, double delta); }  // l(y, t), or dl/dy

  record Activation(Value value, Slope slope) { }

  record Loss(LossPart value, LossPart slope) { }

  static final double LAMBDA = 1.0507009873554805;  // Of selu.
  static final double LAMBDA_ALPHA = 1.7580993408473769;
  static final double ROOT = 2 * Math.sqrt(2 / Math.PI);  // Of gelu-tanh.

  static final Map<String, Activation> ACTIVATIONS = new LinkedHashMap<>();
  static final Map<String, Loss> LOSSES = new LinkedHashMap<>();

  static {
    // At 0 the derivative is that of the negative side; selu alone has that of the positive side, as in TensorFlow.
    add("linear", (a, alpha) -> a, (a, z, alpha) -> 1);
    add("tanh", (a, alpha) -> Math.tanh(a), (a, z, alpha) -> 1 - z * z);
    add("sigmoid", (a, alpha) -> sigmoid(a), (a, z, alpha) -> z * sigmoid(-a));
    add("relu", (a, alpha) -> Math.max(a, 0), (a, z, alpha) -> a > 0 ? 1 : 0);
    add("leaky-relu", (a, alpha) -> a > 0 ? a : alpha * a, (a, z, alpha) -> a > 0 ? 1 : alpha);
    add("elu", (a, alpha) -> a > 0 ? a : alpha * Math.expm1(a), (a, z, alpha) -> a > 0 ? 1 : alpha * Math.exp(a));
    add("softplus", (a, alpha) -> softplus(a), (a, z, alpha) -> sigmoid(a));
    add("softsign", (a, alpha) -> a / (1 + Math.abs(a)), (a, z, alpha) -> 1 / square(1 + Math.abs(a)));
    add("swish", (a, alpha) -> a * sigmoid(a), (a, z, alpha) -> sigmoid(a) + z * sigmoid(-a));
    add("gelu", (a, alpha) -> a * normal(a), (a, z, alpha) -> normal(a) + a * density(a));
    add("selu", (a, alpha) -> a > 0 ? LAMBDA * a : LAMBDA_ALPHA * Math.expm1(a),
        (a, z, alpha) -> a >= 0 ? LAMBDA : LAMBDA_ALPHA * Math.exp(a));
    // a times sigmoid(q): 1 + tanh(q/2) would cancel.
    add("gelu-tanh", (a, alpha) -> a * sigmoid(geluArgument(a)),
        (a, z, alpha) -> sigmoid(geluArgument(a)) + z * sigmoid(-geluArgument(a)) * ROOT * (1 + 3 * 0.044715 * a * a));
    add("relu6", (a, alpha) -> clamp(a, 0, 6), (a, z, alpha) -> 0 < a && a < 6 ? 1 : 0);
    add("hard-sigmoid", (a, alpha) -> clamp(a + 3, 0, 6) / 6, (a, z, alpha) -> -3 < a && a < 3 ? 1.0 / 6 : 0);
    add("mish", (a, alpha) -> a * Math.tanh(softplus(a)),
        (a, z, alpha) -> Math.tanh(softplus(a)) + a * (1 - square(Math.tanh(softplus(a)))) * sigmoid(a));
    add("bipolar-sigmoid", (a, alpha) -> Math.tanh(a / 2), (a, z, alpha) -> 2 * sigmoid(a) * sigmoid(-a));
    add("lecun-tanh", (a, alpha) -> 1.7159 * Math.tanh(2 * a / 3), (a, z, alpha) -> 2.0 / 3 * (1.7159 - z * z / 1.7159));
    add("softmax", (Value) null, null);  // No function of one number: see activate() and backThroughActivation().

    // At 1 - ty = 0 the derivative of hinge is -t.
    add("half-squared-error", (y, t, delta) -> 0.5 * square(y - t), (y, t, delta) -> y - t);
    add("squared-error", (y, t, delta) -> square(y - t), (y, t, delta) -> 2 * (y - t));
    add("binary-cross-entropy", (y, t, delta) -> logTerm(y, t) + logTerm(1 - y, 1 - t),
        (y, t, delta) -> logSlope(y, t) - logSlope(1 - y, 1 - t));
    add("categorical-cross-entropy", (y, t, delta) -> logTerm(y, t), (y, t, delta) -> logSlope(y, t));
    add("absolute-error", (y, t, delta) -> Math.abs(y - t), (y, t, delta) -> Math.signum(y - t));
    add("huber", (y, t, delta) -> Math.abs(y - t) <= delta ? 0.5 * square(y - t) : delta * (Math.abs(y - t) - 0.5 * delta),
        (y, t, delta) -> clamp(y - t, -delta, delta));
    add("log-cosh", (y, t, delta) -> Math.abs(y - t) + Math.log1p(Math.exp(-2 * Math.abs(y - t))) - Math.log(2),
        (y, t, delta) -> Math.tanh(y - t));
    add("hinge", (y, t, delta) -> Math.max(0, 1 - t * y), (y, t, delta) -> t * y <= 1 ? -t : 0);
    add("kullback-leibler", (y, t, delta) -> t != 0 ? t * Math.log(t / y) : 0, (y, t, delta) -> logSlope(y, t));
  }

  static void add(String name, Value value, Slope slope) {
    ACTIVATIONS.put(name, new Activation(value, slope));
  }

  static void add(String name, LossPart value, LossPart slope) {
    LOSSES.put(name, new Loss(value, slope));
  }

  static double square(double x) {
    return x * x;
  }

  static double clamp(double x, double least, double most) {
    return Math.min(Math.max(x, least), most);
  }

  static double sigmoid(double a) {
    return a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a));
  }

  static double softplus(double a) {
    return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
  }

  static double geluArgument(double a) {
    return ROOT * (a + 0.044715 * a * a * a);
  }

  static double density(double a) {
    return Math.exp(-0.5 * a * a) / Math.sqrt(2 * Math.PI);
  }

  /**
   * The distribution function of the normal distribution, which Java lacks: near 0 by its power series without alternating signs, further
   * out by its continued fraction. Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
   */
  static double normal(double a) {
    double x = Math.abs(a);
    if (x < 3) {
      double half = 0;
      double term = x;
      for (int n = 1; n < 100; n++) {
        half += term;
        term *= x * x / (2 * n + 1);
      }
      return 0.5 + Math.signum(a) * density(x) * half;
    }
    double fraction = x;
    for (int n = 100; n > 0; n--) {
      fraction = x + n / fraction;
    }
    double tail = density(x) / fraction;
    return a < 0 ? tail : 1 - tail;
  }

  // 0 ln 0 = 0
  static double logTerm(double y, double t) {
    return t != 0 ? -t * Math.log(y) : 0;
  }

  static double logSlope(double y, double t) {
    return t != 0 ? -t / y : 0;
  }

  static double sum(double[] values) {
    double total = 0;
    for (double value : values) {
      total += value;
    }
    return total;
  }

  static double most(double[] values) {
    return Arrays.stream(values).max().getAsDouble();
  }

  /** e^(x - most) for each x. */
  static double[] powers(double[] a) {
    double most = most(a);
    return Arrays.stream(a).map(x -> Math.exp(x - most)).toArray();
  }

  /** z = h(a) for the units of one sample. */
  static double[] activate(Layer layer, double[] a) {
    if (layer.activation.equals("softmax")) {
      double[] powers = powers(a);
      double total = sum(powers);
      return Arrays.stream(powers).map(power -> power / total).toArray();
    }
    Value h = ACTIVATIONS.get(layer.activation).value;
    return Arrays.stream(a).map(x -> h.of(x, layer.alpha)).toArray();
  }

  /** delta = dL/da, from s = dL/dz. */
  static double[] backThroughActivation(Layer layer, double[] a, double[] z, double[] s) {
    double mean = 0;
    for (int k = 0; k < z.length; k++) {
      mean += z[k] * s[k];
    }
    double[] delta = new double[z.length];
    for (int k = 0; k < z.length; k++) {
      delta[k] = layer.activation.equals("softmax")
          ? z[k] * (s[k] - mean)
          : ACTIVATIONS.get(layer.activation).slope.of(a[k], z[k], layer.alpha) * s[k];
    }
    return delta;
  }

  /**
   * Writes dL/da in the last layer into delta. Two cross-entropies are computed from a, since y may be saturated.
   *
   * @return The loss of one sample before the reduction.
   */
  static double lossAndDelta(Request request, double[] a, double[] y, double[] t, double[] delta) {
    Layer last = request.layers.get(request.layers.size() - 1);
    double total = 0;
    if (request.loss.equals("binary-cross-entropy") && last.activation.equals("sigmoid")) {
      for (int k = 0; k < y.length; k++) {
        total += t[k] * softplus(-a[k]) + (1 - t[k]) * softplus(a[k]);
        delta[k] = y[k] - t[k];
      }
    } else if (request.loss.equals("categorical-cross-entropy") && last.activation.equals("softmax")) {
      double logSum = most(a) + Math.log(sum(powers(a)));
      for (int k = 0; k < y.length; k++) {
        total += t[k] * (logSum - a[k]);
        delta[k] = y[k] * sum(t) - t[k];
      }
    } else {
      Loss loss = LOSSES.get(request.loss);
      double[] slopes = new double[y.length];
      for (int k = 0; k < y.length; k++) {
        total += loss.value.of(y[k], t[k], request.delta);
        slopes[k] = loss.slope.of(y[k], t[k], request.delta);
      }
      System.arraycopy(backThroughActivation(last, a, y, slopes), 0, delta, 0, y.length);
    }
    return total;
  }

  static double factorOf(String reduction, double samples, double outputs) {
    return switch (reduction) {
      case "sum" -> 1;
      case "mean-over-samples" -> 1 / samples;
      case "mean-over-outputs" -> 1 / outputs;
      case "mean-over-elements" -> 1 / (samples * outputs);
      default -> throw new IllegalArgumentException("unknown reduction: " + reduction);
    };
  }

  /**
   * Adds the derivatives of what the regularization makes of some parameters to their gradient. That of |w| at 0 is 0.
   *
   * @return What is added to the loss.
   */
  static double regularize(Regularization by, double[] parameters, double[] gradient) {
    double ofSquares = by.half ? by.l2 / 2 : by.l2;
    double added = 0;
    for (int i = 0; i < parameters.length; i++) {
      double w = parameters[i];
      added += ofSquares * w * w + by.l1 * Math.abs(w);
      gradient[i] += 2 * ofSquares * w + by.l1 * Math.signum(w);
    }
    return added;
  }

  /** Everything that a request asks for: for each layer a, z and delta, and the gradients, summed over the samples. */
  static Answer calculate(Request request) {
    int samples = request.inputs.length;
    int last = request.layers.size() - 1;
    double c = factorOf(request.reduction, samples, request.labels[0].length);
    double lossValue = 0;
    List<LayerAnswer> answers = new ArrayList<>();
    for (Layer layer : request.layers) {
      int units = layer.weights.length;
      answers.add(new LayerAnswer(new double[samples][], new double[samples][], new double[samples][],
          new double[units][layer.weights[0].length], layer.bias == null ? null : new double[units]));
    }
    for (int n = 0; n < samples; n++) {
      // Forward: a = W z + b, z' = h(a).
      double[] z = request.inputs[n];
      for (int l = 0; l <= last; l++) {
        Layer layer = request.layers.get(l);
        double[] a = new double[layer.weights.length];
        for (int k = 0; k < a.length; k++) {
          for (int m = 0; m < z.length; m++) {
            a[k] += layer.weights[k][m] * z[m];
          }
          a[k] += layer.bias == null ? 0 : layer.bias[k];
        }
        z = activate(layer, a);
        answers.get(l).a[n] = a;
        answers.get(l).z[n] = z;
      }
      double[] delta = new double[z.length];
      lossValue += c * lossAndDelta(request, answers.get(last).a[n], z, request.labels[n], delta);
      for (int k = 0; k < delta.length; k++) {
        delta[k] *= c;
      }
      // Backward: dL/dW = delta z^T, dL/db = delta, and W^T delta for the layer below.
      for (int l = last; l >= 0; l--) {
        LayerAnswer here = answers.get(l);
        here.delta[n] = delta;
        z = l > 0 ? answers.get(l - 1).z[n] : request.inputs[n];
        double[] s = new double[z.length];
        for (int k = 0; k < delta.length; k++) {
          for (int m = 0; m < z.length; m++) {
            here.weightGradient[k][m] += delta[k] * z[m];
            s[m] += request.layers.get(l).weights[k][m] * delta[k];
          }
          if (here.biasGradient != null) {
            here.biasGradient[k] += delta[k];
          }
        }
        if (l > 0) {
          delta = backThroughActivation(request.layers.get(l - 1), answers.get(l - 1).a[n], z, s);
        }
      }
    }
    for (int l = 0; l <= last && request.regularization != null; l++) {
      Layer layer = request.layers.get(l);
      double added = 0;
      for (int k = 0; k < layer.weights.length; k++) {
        added += regularize(request.regularization, layer.weights[k], answers.get(l).weightGradient[k]);
      }
      if (layer.bias != null && request.regularization.biases) {
        added += regularize(request.regularization, layer.bias, answers.get(l).biasGradient);
      }
      lossValue += added;
    }
    return new Answer(lossValue, answers);
  }

  // ---------------------------------------------------------------------------------------------------------------------- reading JSON

  /** JSON as Map, List, String, Double, Boolean and null. */
  static final class JsonReader {
    private final String line;
    private int at;

    JsonReader(String line) {
      this.line = line;
    }

    Object read() {
      skipSpace();
      char c = peek();
      if (c == '{') {
        Map<String, Object> members = new LinkedHashMap<>();
        for (expect('{'); !ends('}', members.isEmpty());) {
          String name = readText();
          expect(':');
          members.put(name, read());
        }
        return members;
      }
      if (c == '[') {
        List<Object> items = new ArrayList<>();
        for (expect('['); !ends(']', items.isEmpty());) {
          items.add(read());
        }
        return items;
      }
      if (c == '"') {
        return readText();
      }
      int start = at;
      while ("+-.0123456789aeflnrstuE".indexOf(peek()) >= 0) {
        at++;
      }
      String word = line.substring(start, at);
      return switch (word) {
        case "null" -> null;
        case "true", "false" -> word.equals("true");
        default -> Double.valueOf(word);
      };
    }

    /** Steps over the end or, except before the first item, over a comma. */
    private boolean ends(char end, boolean isFirst) {
      skipSpace();
      if (peek() == end) {
        at++;
        return true;
      }
      if (!isFirst) {
        expect(',');
      }
      return false;
    }

    /** No text of a request needs an escape; one in a text that nobody reads is taken as it is. */
    private String readText() {
      expect('"');
      int start = at;
      while (peek() != '"' && peek() != 0) {
        at += peek() == '\\' ? 2 : 1;
      }
      String text = line.substring(start, Math.min(at, line.length()));
      expect('"');
      return text;
    }

    private char peek() {
      return at < line.length() ? line.charAt(at) : 0;
    }

    private void expect(char c) {
      skipSpace();
      if (peek() != c) {
        throw new IllegalArgumentException("the request is not JSON: " + c + " is missing");
      }
      at++;
    }

    private void skipSpace() {
      while (peek() != 0 && Character.isWhitespace(peek())) {
        at++;
      }
    }
  }

  // ---------------------------------------------------------------------------------------------------------------------- writing JSON

  /** Double.toString writes so many digits that they say exactly which number it is. */
  static String json(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number.toString() : '"' + number.toString() + '"';
    }
    if (value instanceof double[] row) {
      return json(Arrays.stream(row).boxed().toList());
    }
    if (value instanceof double[][] matrix) {
      return json(Arrays.asList(matrix));
    }
    if (value instanceof Collection<?> items) {
      return "[" + String.join(",", items.stream().map(PlainJava::json).toList()) + "]";
    }
    if (value instanceof Map<?, ?> members) {
      return "{" + String.join(",", members.entrySet().stream().map(e -> json(e.getKey()) + ":" + json(e.getValue())).toList()) + "}";
    }
    return value instanceof String text ? '"' + text.replaceAll("[\"\\\\]|[^ -~]", "?") + '"' : String.valueOf(value);
  }

  // ---------------------------------------------------------------------------------------------------------------------- the protocol

  static Object required(Map<?, ?> object, String name) {
    Object found = object.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the request has no " + name);
    }
    return found;
  }

  static double[] row(Object json, int size) {
    List<?> items = (List<?>) json;
    if (items.size() != size) {
      throw new IllegalArgumentException("the request has a row that is not as long as it must be");
    }
    return items.stream().mapToDouble(item -> (Double) item).toArray();
  }

  static double[][] matrix(Object json, int columns) {
    return ((List<?>) json).stream().map(item -> row(item, columns)).toArray(double[][]::new);
  }

  static Request requestOf(Map<?, ?> json) {
    List<?> rows = (List<?>) required(json, "inputs");
    int width = ((List<?>) rows.get(0)).size();
    double[][] inputs = matrix(rows, width);
    List<Layer> layers = new ArrayList<>();
    for (Object item : (List<?>) required(json, "layers")) {
      Map<?, ?> layer = (Map<?, ?>) item;
      double[][] weights = matrix(required(layer, "weights"), width);
      width = weights.length;
      Object bias = layer.get("bias");
      String activation = (String) required(layer, "activation");
      if (!ACTIVATIONS.containsKey(activation)) {
        throw new IllegalArgumentException("unknown activation: " + activation);
      }
      Object alpha = layer.get("alpha");
      layers.add(new Layer(weights, bias == null ? null : row(bias, width), activation,
          alpha != null ? (Double) alpha : activation.equals("elu") ? 1 : 0.01));
    }
    Map<?, ?> loss = (Map<?, ?>) required(json, "loss");
    String kind = (String) required(loss, "kind");
    if (!LOSSES.containsKey(kind)) {
      throw new IllegalArgumentException("unknown loss: " + kind);
    }
    double delta = loss.get("delta") instanceof Double number ? number : 1;
    double[][] labels = matrix(required(json, "labels"), width);
    Regularization regularization = json.get("regularization") instanceof Map<?, ?> by ? new Regularization(
        (Double) required(by, "l2"), (Double) required(by, "l1"), (Boolean) required(by, "half"), (Boolean) required(by, "biases")) : null;
    return new Request(layers, inputs, labels, kind, (String) required(loss, "reduction"), delta, regularization);
  }

  static Map<String, Object> answerTo(Map<?, ?> json) {
    Map<String, Object> answer = new LinkedHashMap<>();
    // The number of a question is an integer.
    answer.put("id", ((Double) required(json, "id")).longValue());
    try {
      Answer numbers = calculate(requestOf(json));
      answer.put("lossValue", numbers.loss);
      answer.put("preActivations", numbers.layers.stream().map(LayerAnswer::a).toList());
      answer.put("outputs", numbers.layers.stream().map(LayerAnswer::z).toList());
      answer.put("deltas", numbers.layers.stream().map(LayerAnswer::delta).toList());
      answer.put("gradients", numbers.layers.stream().map(PlainJava::gradients).toList());
    } catch (RuntimeException fault) {
      answer.put("error", fault.toString());
    }
    return answer;
  }

  static Map<String, Object> gradients(LayerAnswer layer) {
    Map<String, Object> gradients = new LinkedHashMap<>();
    gradients.put("weights", layer.weightGradient);
    gradients.put("bias", layer.biasGradient);
    return gradients;
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Map<String, Object> greeting = new LinkedHashMap<>();
    greeting.put("protocol", 1);
    greeting.put("oracle", "plain-java");
    greeting.put("version", "1");
    greeting.put("precisions", List.of("float64"));
    greeting.put("activations", ACTIVATIONS.keySet());
    greeting.put("losses", LOSSES.keySet());
    greeting.put("regularization", true);
    output.println(json(greeting));
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      if (!line.isBlank()) {
        output.println(json(answerTo((Map<?, ?>) new JsonReader(line).read())));
      }
    }
  }
}

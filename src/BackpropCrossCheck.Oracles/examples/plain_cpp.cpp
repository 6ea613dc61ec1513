// An engine in plain C++17, without libraries, as an oracle: forward and backward pass written by hand, one number after the other.
// It is a template, so it calculates in float64 and in float32.
//
//     g++ -std=c++17 -O2 plain_cpp.cpp -o plain_cpp
//     backprop-check check fixtures --oracle "exec:./plain_cpp"
//
// Any engine has this structure: replace everything between the first two lines by yours, down to calculate(), which returns an Answer.
// If it does not have every activation or loss, take the others out of the two tables: backprop-check then never asks for them.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iostream>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// What is asked, and what is answered.

template <typename Real> using Vector = std::vector<Real>;
template <typename Real> using Matrix = std::vector<Vector<Real>>;

template <typename Real> struct Layer {
  Matrix<Real> weights;  // Row k holds the weights into unit k.
  Vector<Real> bias;     // Empty if the layer has none.
  std::string activation;
  Real alpha;            // Of leaky-relu and elu.
};

template <typename Real> struct Regularization {
  Real l2 = 0, l1 = 0;
  bool half = false, biases = false;
};

template <typename Real> struct Request {
  std::vector<Layer<Real>> layers;
  Matrix<Real> inputs, labels;  // One row for each sample.
  std::string loss, reduction;
  Real delta;                   // Of huber.
  std::optional<Regularization<Real>> regularization;
};

template <typename Real> struct LayerAnswer {
  Matrix<Real> a, z, delta;  // One row for each sample.
  Matrix<Real> weightGradient;
  Vector<Real> biasGradient;  // Empty if the layer has no bias.
};

template <typename Real> struct Answer {
  Real loss;
  std::vector<LayerAnswer<Real>> layers;
};

// -------------------------------------------------------------------------------------------------------------------------- the engine

template <typename Real> struct Activation {
  std::function<Real(Real a, Real alpha)> value;          // h(a)
  std::function<Real(Real a, Real z, Real alpha)> slope;  // h'(a), where z is h(a)
};

template <typename Real> struct Loss {
  std::function<Real(Real y, Real t, Real delta)> value;  // l(y, t)
  std::function<Real(Real y, Real t, Real delta)> slope;  // dl/dy
};

template <typename Real> struct Engine {
  static constexpr Real zero = 0, one = 1, two = 2, half = Real(0.5);
  static constexpr Real pi = Real(3.141592653589793238L);
  static constexpr Real lambda = Real(1.0507009873554805L);  // Of selu.
  static constexpr Real lambdaAlpha = Real(1.7580993408473769L);
  static constexpr Real leCun = Real(1.7159L);  // Of lecun-tanh.

  static Real sigmoid(Real a) { return a >= 0 ? 1 / (1 + std::exp(-a)) : std::exp(a) / (1 + std::exp(a)); }
  static Real softplus(Real a) { return std::max(a, zero) + std::log1p(std::exp(-std::abs(a))); }

  // The distribution function of the normal distribution, and its density.
  static Real normal(Real a) { return half * std::erfc(-a / std::sqrt(two)); }
  static Real density(Real a) { return std::exp(-half * a * a) / std::sqrt(2 * pi); }

  // gelu-tanh is a times sigmoid(q): 1 + tanh(q/2) would cancel.
  static Real geluArgument(Real a) { return 2 * std::sqrt(2 / pi) * (a + Real(0.044715L) * a * a * a); }
  static Real geluArgumentSlope(Real a) { return 2 * std::sqrt(2 / pi) * (1 + 3 * Real(0.044715L) * a * a); }

  // 0 ln 0 = 0
  static Real logTerm(Real y, Real t) { return t != 0 ? -t * std::log(y) : 0; }
  static Real logSlope(Real y, Real t) { return t != 0 ? -t / y : 0; }

  // At 0 the derivative is that of the negative side; selu alone has that of the positive side, as in TensorFlow.
  static const std::map<std::string, Activation<Real>>& activations() {
    static const std::map<std::string, Activation<Real>> table = {
      {"linear", {[](Real a, Real) { return a; }, [](Real, Real, Real) { return one; }}},
      {"tanh", {[](Real a, Real) { return std::tanh(a); }, [](Real, Real z, Real) { return 1 - z * z; }}},
      {"sigmoid", {[](Real a, Real) { return sigmoid(a); }, [](Real a, Real z, Real) { return z * sigmoid(-a); }}},
      {"relu", {[](Real a, Real) { return std::max(a, zero); }, [](Real a, Real, Real) { return a > 0 ? one : zero; }}},
      {"leaky-relu", {[](Real a, Real alpha) { return a > 0 ? a : alpha * a; },
                      [](Real a, Real, Real alpha) { return a > 0 ? one : alpha; }}},
      {"elu", {[](Real a, Real alpha) { return a > 0 ? a : alpha * std::expm1(a); },
               [](Real a, Real, Real alpha) { return a > 0 ? one : alpha * std::exp(a); }}},
      {"softplus", {[](Real a, Real) { return softplus(a); }, [](Real a, Real, Real) { return sigmoid(a); }}},
      {"softsign", {[](Real a, Real) { return a / (1 + std::abs(a)); },
                    [](Real a, Real, Real) { return 1 / ((1 + std::abs(a)) * (1 + std::abs(a))); }}},
      {"swish", {[](Real a, Real) { return a * sigmoid(a); }, [](Real a, Real z, Real) { return sigmoid(a) + z * sigmoid(-a); }}},
      {"gelu", {[](Real a, Real) { return a * normal(a); }, [](Real a, Real, Real) { return normal(a) + a * density(a); }}},
      {"selu", {[](Real a, Real) { return a > 0 ? lambda * a : lambdaAlpha * std::expm1(a); },
                [](Real a, Real, Real) { return a >= 0 ? lambda : lambdaAlpha * std::exp(a); }}},
      {"gelu-tanh", {[](Real a, Real) { return a * sigmoid(geluArgument(a)); },
                     [](Real a, Real z, Real) {
                       return sigmoid(geluArgument(a)) + z * sigmoid(-geluArgument(a)) * geluArgumentSlope(a);
                     }}},
      {"relu6", {[](Real a, Real) { return std::clamp(a, zero, Real(6)); },
                 [](Real a, Real, Real) { return 0 < a && a < 6 ? one : zero; }}},
      {"hard-sigmoid", {[](Real a, Real) { return std::clamp(a + 3, zero, Real(6)) / 6; },
                        [](Real a, Real, Real) { return -3 < a && a < 3 ? one / 6 : zero; }}},
      {"mish", {[](Real a, Real) { return a * std::tanh(softplus(a)); },
                [](Real a, Real, Real) {
                  Real tanh = std::tanh(softplus(a));
                  return tanh + a * (1 - tanh * tanh) * sigmoid(a);
                }}},
      {"bipolar-sigmoid", {[](Real a, Real) { return std::tanh(a / 2); },
                           [](Real a, Real, Real) { return 2 * sigmoid(a) * sigmoid(-a); }}},
      {"lecun-tanh", {[](Real a, Real) { return leCun * std::tanh(2 * a / 3); },
                      [](Real, Real z, Real) { return two / 3 * (leCun - z * z / leCun); }}},
      {"softmax", {}},  // No function of one number: see activate() and backThroughActivation().
    };
    return table;
  }

  // At 1 - ty = 0 the derivative of hinge is -t.
  static const std::map<std::string, Loss<Real>>& losses() {
    static const std::map<std::string, Loss<Real>> table = {
      {"half-squared-error", {[](Real y, Real t, Real) { return half * (y - t) * (y - t); }, [](Real y, Real t, Real) { return y - t; }}},
      {"squared-error", {[](Real y, Real t, Real) { return (y - t) * (y - t); }, [](Real y, Real t, Real) { return 2 * (y - t); }}},
      {"binary-cross-entropy", {[](Real y, Real t, Real) { return logTerm(y, t) + logTerm(1 - y, 1 - t); },
                                [](Real y, Real t, Real) { return logSlope(y, t) - logSlope(1 - y, 1 - t); }}},
      {"categorical-cross-entropy", {[](Real y, Real t, Real) { return logTerm(y, t); },
                                     [](Real y, Real t, Real) { return logSlope(y, t); }}},
      {"absolute-error", {[](Real y, Real t, Real) { return std::abs(y - t); },
                          [](Real y, Real t, Real) { return Real((y > t) - (y < t)); }}},
      {"huber", {[](Real y, Real t, Real delta) {
                   Real d = std::abs(y - t);
                   return d <= delta ? half * d * d : delta * (d - half * delta);
                 },
                 [](Real y, Real t, Real delta) { return std::clamp(y - t, -delta, delta); }}},
      {"log-cosh", {[](Real y, Real t, Real) {
                      Real d = std::abs(y - t);
                      return d + std::log1p(std::exp(-2 * d)) - std::log(two);
                    },
                    [](Real y, Real t, Real) { return std::tanh(y - t); }}},
      {"hinge", {[](Real y, Real t, Real) { return std::max(zero, 1 - t * y); },
                 [](Real y, Real t, Real) { return t * y <= 1 ? -t : zero; }}},
      {"kullback-leibler", {[](Real y, Real t, Real) { return t != 0 ? t * std::log(t / y) : zero; },
                            [](Real y, Real t, Real) { return logSlope(y, t); }}},
    };
    return table;
  }

  static Real sum(const Vector<Real>& values) { return std::accumulate(values.begin(), values.end(), zero); }
  static Real most(const Vector<Real>& values) { return *std::max_element(values.begin(), values.end()); }

  // z = h(a) for the units of one sample.
  static Vector<Real> activate(const Layer<Real>& layer, const Vector<Real>& a) {
    Vector<Real> z(a.size());
    for (size_t k = 0; k < a.size(); k++) {
      z[k] = layer.activation == "softmax" ? std::exp(a[k] - most(a)) : activations().at(layer.activation).value(a[k], layer.alpha);
    }
    if (layer.activation == "softmax") {
      Real total = sum(z);
      for (Real& power : z) power /= total;
    }
    return z;
  }

  // delta = dL/da, from s = dL/dz.
  static Vector<Real> backThroughActivation(const Layer<Real>& layer, const Vector<Real>& a, const Vector<Real>& z, Vector<Real> s) {
    Real mean = std::inner_product(z.begin(), z.end(), s.begin(), zero);
    for (size_t k = 0; k < a.size(); k++) {
      s[k] = layer.activation == "softmax" ? z[k] * (s[k] - mean)
                                           : activations().at(layer.activation).slope(a[k], z[k], layer.alpha) * s[k];
    }
    return s;
  }

  // The loss of one sample before the reduction, and dL/da in the last layer. Two cross-entropies are computed from a: y may be saturated.
  static std::pair<Real, Vector<Real>> lossAndDelta(
      const Request<Real>& request, const Vector<Real>& a, const Vector<Real>& y, const Vector<Real>& t) {
    const Layer<Real>& last = request.layers.back();
    Real total = 0;
    Vector<Real> delta(y.size());
    if (request.loss == "binary-cross-entropy" && last.activation == "sigmoid") {
      for (size_t k = 0; k < y.size(); k++) {
        total += t[k] * softplus(-a[k]) + (1 - t[k]) * softplus(a[k]);
        delta[k] = y[k] - t[k];
      }
      return {total, delta};
    }
    if (request.loss == "categorical-cross-entropy" && last.activation == "softmax") {
      Real powers = 0;
      for (Real x : a) powers += std::exp(x - most(a));
      Real logSum = most(a) + std::log(powers);
      for (size_t k = 0; k < y.size(); k++) {
        total += t[k] * (logSum - a[k]);
        delta[k] = y[k] * sum(t) - t[k];
      }
      return {total, delta};
    }
    const Loss<Real>& loss = losses().at(request.loss);
    for (size_t k = 0; k < y.size(); k++) {
      total += loss.value(y[k], t[k], request.delta);
      delta[k] = loss.slope(y[k], t[k], request.delta);
    }
    return {total, backThroughActivation(last, a, y, delta)};
  }

  static Real factorOf(const std::string& reduction, size_t samples, size_t outputs) {
    if (reduction == "sum") return 1;
    if (reduction == "mean-over-samples") return 1 / Real(samples);
    if (reduction == "mean-over-outputs") return 1 / Real(outputs);
    if (reduction == "mean-over-elements") return 1 / Real(samples * outputs);
    throw std::runtime_error("unknown reduction: " + reduction);
  }

  // Adds the derivatives of what the regularization makes of some parameters to their gradient. That of |w| at 0 is 0. It returns what is
  // added to the loss.
  static Real regularize(const Regularization<Real>& by, const Vector<Real>& parameters, Vector<Real>& gradient) {
    const Real ofSquares = by.half ? by.l2 / 2 : by.l2;
    Real added = 0;
    for (size_t i = 0; i < parameters.size(); i++) {
      const Real w = parameters[i];
      added += ofSquares * w * w + by.l1 * std::abs(w);
      gradient[i] += 2 * ofSquares * w + by.l1 * Real((w > 0) - (w < 0));
    }
    return added;
  }

  // Everything that a request asks for: for each layer a, z and delta (one row a sample), and the gradients, summed over the samples.
  static Answer<Real> calculate(const Request<Real>& request) {
    const std::vector<Layer<Real>>& layers = request.layers;
    Real c = factorOf(request.reduction, request.inputs.size(), request.labels[0].size());
    Answer<Real> answer{0, std::vector<LayerAnswer<Real>>(layers.size())};
    for (size_t l = 0; l < layers.size(); l++) {
      answer.layers[l].weightGradient.assign(layers[l].weights.size(), Vector<Real>(layers[l].weights[0].size()));
      answer.layers[l].biasGradient.resize(layers[l].bias.size());
    }
    for (size_t n = 0; n < request.inputs.size(); n++) {
      // Forward: a = W z + b, z' = h(a).
      Matrix<Real> a, z{request.inputs[n]};
      for (const Layer<Real>& layer : layers) {
        Vector<Real> sums(layer.weights.size());
        for (size_t k = 0; k < sums.size(); k++) {
          sums[k] = std::inner_product(z.back().begin(), z.back().end(), layer.weights[k].begin(), zero);
          if (!layer.bias.empty()) sums[k] += layer.bias[k];
        }
        a.push_back(sums);
        z.push_back(activate(layer, sums));
      }
      auto [loss, delta] = lossAndDelta(request, a.back(), z.back(), request.labels[n]);
      answer.loss += c * loss;
      for (Real& d : delta) d *= c;
      // Backward: dL/dW = delta z^T, dL/db = delta, and W^T delta for the layer below.
      for (size_t l = layers.size(); l-- > 0;) {
        LayerAnswer<Real>& here = answer.layers[l];
        Vector<Real> s(z[l].size());
        for (size_t k = 0; k < delta.size(); k++) {
          for (size_t m = 0; m < s.size(); m++) {
            here.weightGradient[k][m] += delta[k] * z[l][m];
            s[m] += layers[l].weights[k][m] * delta[k];
          }
          if (!here.biasGradient.empty()) here.biasGradient[k] += delta[k];
        }
        here.a.push_back(a[l]);
        here.z.push_back(z[l + 1]);
        here.delta.push_back(delta);
        if (l > 0) delta = backThroughActivation(layers[l - 1], a[l - 1], z[l], s);
      }
    }
    for (size_t l = 0; l < layers.size() && request.regularization; l++) {
      LayerAnswer<Real>& here = answer.layers[l];
      Real added = 0;
      for (size_t k = 0; k < layers[l].weights.size(); k++) {
        added += regularize(*request.regularization, layers[l].weights[k], here.weightGradient[k]);
      }
      if (request.regularization->biases) added += regularize(*request.regularization, layers[l].bias, here.biasGradient);
      answer.loss += added;
    }
    return answer;
  }
};

// ------------------------------------------------------------------------------------------------------------------------ reading JSON

struct Json {
  enum class Kind { Other, True, Number, Text, Array, Object } kind = Kind::Other;  // Other: null and false.
  double number = 0;
  std::string text;
  std::vector<Json> items;                           // Of an array.
  std::vector<std::pair<std::string, Json>> members;  // Of an object.

  const Json* find(const std::string& name) const {
    for (const auto& [key, value] : members) {
      if (key == name && value.kind != Kind::Other) return &value;
    }
    return nullptr;
  }

  const Json& at(const std::string& name) const {
    if (const Json* found = find(name)) return *found;
    throw std::runtime_error("the request has no " + name);
  }

  double numberOr(const std::string& name, double otherwise) const {
    const Json* found = find(name);
    return found != nullptr ? found->asNumber() : otherwise;
  }

  double asNumber() const {
    if (kind != Kind::Number) throw std::runtime_error("the request has something else where a number must be");
    return number;
  }
};

class JsonReader {
 public:
  explicit JsonReader(const std::string& line) : at_(line.c_str()) {}

  Json read(int depth = 0) {
    Json json;
    if (depth > 50) throw std::runtime_error("the request is nested too deeply");
    skipSpace();
    if (*at_ == '[' || *at_ == '{') {
      const char end = *at_ == '[' ? ']' : '}';
      json.kind = end == ']' ? Json::Kind::Array : Json::Kind::Object;
      ++at_;
      for (skipSpace(); *at_ != end; skipSpace()) {
        if (!json.items.empty() || !json.members.empty()) expect(',');
        if (end == ']') {
          json.items.push_back(read(depth + 1));
        } else {
          std::string name = readText();
          expect(':');
          json.members.emplace_back(name, read(depth + 1));
        }
      }
      ++at_;
    } else if (*at_ == '"') {
      json.kind = Json::Kind::Text;
      json.text = readText();
    } else if (*at_ == '-' || (*at_ >= '0' && *at_ <= '9')) {
      char* end;
      json.kind = Json::Kind::Number;
      json.number = std::strtod(at_, &end);
      at_ = end;
    } else {
      const size_t length = std::strspn(at_, "aeflnrstu");
      if (length == 0) throw std::runtime_error("the request is not JSON: a value is missing");
      json.kind = *at_ == 't' ? Json::Kind::True : Json::Kind::Other;
      at_ += length;
    }
    return json;
  }

 private:
  void skipSpace() { at_ += std::strspn(at_, " \t\r\n"); }

  void expect(char c) {
    skipSpace();
    if (*at_ != c) throw std::runtime_error(std::string("the request is not JSON: ") + c + " is missing");
    ++at_;
  }

  // No text of a request needs \u or another escape; one in a text that nobody reads is taken as it is.
  std::string readText() {
    expect('"');
    const char* start = at_;
    while (*at_ != '"' && *at_ != '\0') at_ += *at_ == '\\' && at_[1] != '\0' ? 2 : 1;
    const std::string text(start, at_);
    expect('"');
    return text;
  }

  const char* at_;
};

// ------------------------------------------------------------------------------------------------------------------------ writing JSON

// So many digits (17 of float64, 9 of float32) say exactly which number it is.
template <typename Real> void write(std::string& line, Real value) {
  if (std::isfinite(value)) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.*g", std::numeric_limits<Real>::max_digits10, double(value));
    line += digits;
  } else {
    line += std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  }
}

void write(std::string& line, const std::string& text) {
  line += '"';
  for (unsigned char c : text) line += c == '"' || c == '\\' || c < ' ' || c > '~' ? '?' : char(c);
  line += '"';
}

template <typename Item> void write(std::string& line, const std::vector<Item>& items) {
  char before = '[';
  for (const Item& item : items) {
    line += before;
    write(line, item);
    before = ',';
  }
  line += ']';
}

// ------------------------------------------------------------------------------------------------------------------------ the protocol

template <typename Real> Vector<Real> vectorOf(const Json& json, size_t size) {
  if (json.items.size() != size || size == 0) throw std::runtime_error("the request has a row that is not as long as it must be");
  Vector<Real> row;
  for (const Json& item : json.items) row.push_back(Real(item.asNumber()));
  return row;
}

template <typename Real> Matrix<Real> matrixOf(const Json& json, size_t columns) {
  if (json.items.empty()) throw std::runtime_error("the request has a matrix without rows");
  Matrix<Real> matrix;
  for (const Json& row : json.items) matrix.push_back(vectorOf<Real>(row, columns));
  return matrix;
}

template <typename Real> Request<Real> requestOf(const Json& json) {
  Request<Real> request;
  const Json& inputs = json.at("inputs");
  if (inputs.items.empty()) throw std::runtime_error("the request has no samples");
  size_t width = inputs.items[0].items.size();
  request.inputs = matrixOf<Real>(inputs, width);
  for (const Json& item : json.at("layers").items) {
    Layer<Real> layer;
    layer.weights = matrixOf<Real>(item.at("weights"), width);
    width = layer.weights.size();
    if (const Json* bias = item.find("bias")) layer.bias = vectorOf<Real>(*bias, width);
    layer.activation = item.at("activation").text;
    layer.alpha = Real(item.numberOr("alpha", layer.activation == "elu" ? 1 : 0.01));
    if (Engine<Real>::activations().count(layer.activation) == 0) throw std::runtime_error("unknown activation: " + layer.activation);
    request.layers.push_back(layer);
  }
  request.labels = matrixOf<Real>(json.at("labels"), width);
  if (request.layers.empty() || request.labels.size() != request.inputs.size()) {
    throw std::runtime_error("the request has no layers, or not as many labels as inputs");
  }
  const Json& loss = json.at("loss");
  request.loss = loss.at("kind").text;
  request.reduction = loss.at("reduction").text;
  request.delta = Real(loss.numberOr("delta", 1));
  if (Engine<Real>::losses().count(request.loss) == 0) throw std::runtime_error("unknown loss: " + request.loss);
  if (const Json* by = json.find("regularization")) {
    const bool half = by->find("half") != nullptr, biases = by->find("biases") != nullptr;
    request.regularization = Regularization<Real>{Real(by->numberOr("l2", 0)), Real(by->numberOr("l1", 0)), half, biases};
  }
  return request;
}

template <typename Real> std::string answerTo(const Json& json) {
  const Answer<Real> answer = Engine<Real>::calculate(requestOf<Real>(json));
  std::vector<Matrix<Real>> a, z, delta;
  for (const LayerAnswer<Real>& layer : answer.layers) {
    a.push_back(layer.a);
    z.push_back(layer.z);
    delta.push_back(layer.delta);
  }
  std::string line = "\"lossValue\":";
  write(line, answer.loss);
  write(line += ",\"preActivations\":", a);
  write(line += ",\"outputs\":", z);
  write(line += ",\"deltas\":", delta);
  line += ",\"gradients\":";
  char before = '[';
  for (const LayerAnswer<Real>& layer : answer.layers) {
    write((line += before) += "{\"weights\":", layer.weightGradient);
    if (!layer.biasGradient.empty()) write(line += ",\"bias\":", layer.biasGradient);
    line += '}';
    before = ',';
  }
  return line + "]";
}

std::string errorOf(const std::exception& fault) {
  std::string line = "\"error\":";
  write(line, std::string(fault.what()));
  return line;
}

template <typename Table> std::vector<std::string> namesIn(const Table& table) {
  std::vector<std::string> names;
  for (const auto& entry : table) names.push_back(entry.first);
  return names;
}

int main() {
  std::string greeting = "{\"protocol\":1,\"oracle\":\"plain-cpp\",\"version\":\"1\",\"precisions\":[\"float64\",\"float32\"]";
  write(greeting += ",\"activations\":", namesIn(Engine<double>::activations()));
  write(greeting += ",\"losses\":", namesIn(Engine<double>::losses()));
  std::cout << greeting << ",\"regularization\":true}" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    // Without an id there is no answer, so a fault ends the program.
    const Json json = JsonReader(line).read();
    std::string answer = "{\"id\":" + std::to_string((long long)json.at("id").asNumber()) + ",";
    try {
      answer += json.at("precision").text == "float32" ? answerTo<float>(json) : answerTo<double>(json);
    } catch (const std::exception& fault) {
      answer += errorOf(fault);
    }
    std::cout << answer << "}" << std::endl;
  }
}

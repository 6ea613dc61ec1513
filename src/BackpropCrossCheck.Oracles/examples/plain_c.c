/* An engine in plain C, without libraries, as an oracle: forward and backward pass written by hand, one number after the other. It
 * calculates in float64 only.
 *
 *     gcc -O2 plain_c.c -o plain_c -lm
 *     backprop-check check fixtures --oracle "exec:./plain_c"
 *
 * Any engine has this structure: replace everything between the first two lines by yours, down to calculate(), which fills in an Answer.
 * If it does not have every activation or loss, take the others out of the two enumerations, their lists of names, and the switches:
 * backprop-check then never asks for them. */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is asked, and what is answered. A matrix has one row after the other. */

typedef struct { size_t rows, columns; double *values; } Matrix;

typedef struct {
  Matrix weights;     /* Row k holds the weights into unit k. */
  double *bias;       /* NULL if the layer has none. */
  int activation;     /* A place in activation_names. */
  double alpha;       /* Of leaky-relu and elu. */
} Layer;

typedef struct { double l2, l1; bool half, biases; } Regularization;

typedef struct {
  size_t layer_count;
  Layer *layers;
  Matrix inputs, labels;  /* One row for each sample. */
  int loss;               /* A place in loss_names. */
  const char *reduction;
  double delta;           /* Of huber. */
  const Regularization *regularization;  /* NULL if there is none. */
} Request;

typedef struct {
  Matrix a, z, delta;      /* One row for each sample. */
  Matrix weight_gradient;
  double *bias_gradient;   /* NULL if the layer has no bias. */
} LayerAnswer;

typedef struct { double loss; LayerAnswer *layers; } Answer;

static void *keep(size_t count, size_t size);      /* Memory of zeros, for the time of one request. */
static void fail(const char *format, ...);         /* Answers the request with an error. It does not return. */
static Matrix matrix(size_t rows, size_t columns);

static double *row(Matrix m, size_t i) { return m.values + i * m.columns; }

/* --------------------------------------------------------------------------------------------------------------------------- the engine */

enum { LINEAR, TANH, SIGMOID, RELU, LEAKY_RELU, ELU, SOFTPLUS, SOFTSIGN, SWISH, GELU, SELU, GELU_TANH, RELU6, HARD_SIGMOID, MISH,
       BIPOLAR_SIGMOID, LECUN_TANH, SOFTMAX, ACTIVATIONS };

static const char *const activation_names[ACTIVATIONS] = {
  "linear", "tanh", "sigmoid", "relu", "leaky-relu", "elu", "softplus", "softsign", "swish", "gelu", "selu", "gelu-tanh", "relu6",
  "hard-sigmoid", "mish", "bipolar-sigmoid", "lecun-tanh", "softmax" };

enum { HALF_SQUARED_ERROR, SQUARED_ERROR, BINARY_CROSS_ENTROPY, CATEGORICAL_CROSS_ENTROPY, ABSOLUTE_ERROR, HUBER, LOG_COSH, HINGE,
       KULLBACK_LEIBLER, LOSSES };

static const char *const loss_names[LOSSES] = {
  "half-squared-error", "squared-error", "binary-cross-entropy", "categorical-cross-entropy", "absolute-error", "huber", "log-cosh",
  "hinge", "kullback-leibler" };

static const double PI = 3.141592653589793;
static const double LAMBDA = 1.0507009873554805;  /* Of selu. */
static const double LAMBDA_ALPHA = 1.7580993408473769;

static double square(double x) { return x * x; }
static double at_least(double x, double least) { return x < least ? least : x; }  /* Keeps NaN, which fmax drops. */
static double clamp(double x, double least, double most) { return x > most ? most : at_least(x, least); }
static double sigmoid(double a) { return a >= 0 ? 1 / (1 + exp(-a)) : exp(a) / (1 + exp(a)); }
static double softplus(double a) { return at_least(a, 0) + log1p(exp(-fabs(a))); }

/* The distribution function of the normal distribution, and its density. */
static double normal(double a) { return 0.5 * erfc(-a / sqrt(2)); }
static double density(double a) { return exp(-0.5 * a * a) / sqrt(2 * PI); }

/* gelu-tanh is a times sigmoid(q): 1 + tanh(q/2) would cancel. */
static double gelu_argument(double a) { return 2 * sqrt(2 / PI) * (a + 0.044715 * a * a * a); }
static double gelu_argument_slope(double a) { return 2 * sqrt(2 / PI) * (1 + 3 * 0.044715 * a * a); }

/* h(a) */
static double activation(int kind, double a, double alpha) {
  switch (kind) {
    case LINEAR: return a;
    case TANH: return tanh(a);
    case SIGMOID: return sigmoid(a);
    case RELU: return at_least(a, 0);
    case LEAKY_RELU: return a > 0 ? a : alpha * a;
    case ELU: return a > 0 ? a : alpha * expm1(a);
    case SOFTPLUS: return softplus(a);
    case SOFTSIGN: return a / (1 + fabs(a));
    case SWISH: return a * sigmoid(a);
    case GELU: return a * normal(a);
    case SELU: return a > 0 ? LAMBDA * a : LAMBDA_ALPHA * expm1(a);
    case GELU_TANH: return a * sigmoid(gelu_argument(a));
    case RELU6: return clamp(a, 0, 6);
    case HARD_SIGMOID: return clamp(a + 3, 0, 6) / 6;
    case MISH: return a * tanh(softplus(a));
    case BIPOLAR_SIGMOID: return tanh(a / 2);
    case LECUN_TANH: return 1.7159 * tanh(2 * a / 3);
    default: fail("unknown activation"); return NAN;
  }
}

/* h'(a), where z is h(a). At 0 it is that of the negative side; selu alone has that of the positive side, as in TensorFlow. */
static double slope(int kind, double a, double z, double alpha) {
  switch (kind) {
    case LINEAR: return 1;
    case TANH: return 1 - z * z;
    case SIGMOID: return z * sigmoid(-a);
    case RELU: return a > 0 ? 1 : 0;
    case LEAKY_RELU: return a > 0 ? 1 : alpha;
    case ELU: return a > 0 ? 1 : alpha * exp(a);
    case SOFTPLUS: return sigmoid(a);
    case SOFTSIGN: return 1 / square(1 + fabs(a));
    case SWISH: return sigmoid(a) + z * sigmoid(-a);
    case GELU: return normal(a) + a * density(a);
    case SELU: return a >= 0 ? LAMBDA : LAMBDA_ALPHA * exp(a);
    case GELU_TANH: return sigmoid(gelu_argument(a)) + z * sigmoid(-gelu_argument(a)) * gelu_argument_slope(a);
    case RELU6: return 0 < a && a < 6 ? 1 : 0;
    case HARD_SIGMOID: return -3 < a && a < 3 ? 1.0 / 6 : 0;
    case MISH: return tanh(softplus(a)) + a * (1 - square(tanh(softplus(a)))) * sigmoid(a);
    case BIPOLAR_SIGMOID: return 2 * sigmoid(a) * sigmoid(-a);
    case LECUN_TANH: return 2.0 / 3 * (1.7159 - z * z / 1.7159);
    default: fail("unknown activation"); return NAN;
  }
}

/* 0 ln 0 = 0 */
static double log_term(double y, double t) { return t != 0 ? -t * log(y) : 0; }
static double log_slope(double y, double t) { return t != 0 ? -t / y : 0; }

/* l(y, t) */
static double loss(int kind, double y, double t, double delta) {
  double d = y - t;
  switch (kind) {
    case HALF_SQUARED_ERROR: return 0.5 * d * d;
    case SQUARED_ERROR: return d * d;
    case BINARY_CROSS_ENTROPY: return log_term(y, t) + log_term(1 - y, 1 - t);
    case CATEGORICAL_CROSS_ENTROPY: return log_term(y, t);
    case ABSOLUTE_ERROR: return fabs(d);
    case HUBER: return fabs(d) <= delta ? 0.5 * d * d : delta * (fabs(d) - 0.5 * delta);
    case LOG_COSH: return fabs(d) + log1p(exp(-2 * fabs(d))) - log(2);
    case HINGE: return at_least(1 - t * y, 0);
    case KULLBACK_LEIBLER: return t != 0 ? t * log(t / y) : 0;
    default: fail("unknown loss"); return NAN;
  }
}

/* dl/dy. That of hinge at 1 - ty = 0 is -t. */
static double loss_slope(int kind, double y, double t, double delta) {
  switch (kind) {
    case HALF_SQUARED_ERROR: return y - t;
    case SQUARED_ERROR: return 2 * (y - t);
    case BINARY_CROSS_ENTROPY: return log_slope(y, t) - log_slope(1 - y, 1 - t);
    case CATEGORICAL_CROSS_ENTROPY: return log_slope(y, t);
    case ABSOLUTE_ERROR: return (y > t) - (y < t);
    case HUBER: return clamp(y - t, -delta, delta);
    case LOG_COSH: return tanh(y - t);
    case HINGE: return t * y <= 1 ? -t : 0;
    case KULLBACK_LEIBLER: return log_slope(y, t);
    default: fail("unknown loss"); return NAN;
  }
}

static double sum(const double *values, size_t count) {
  double total = 0;
  for (size_t k = 0; k < count; k++) total += values[k];
  return total;
}

static double most(const double *values, size_t count) {
  double result = values[0];
  for (size_t k = 1; k < count; k++) result = at_least(values[k], result);
  return result;
}

/* z = h(a) for the units of one sample. */
static void activate(const Layer *layer, const double *a, double *z) {
  size_t units = layer->weights.rows;
  if (layer->activation != SOFTMAX) {
    for (size_t k = 0; k < units; k++) z[k] = activation(layer->activation, a[k], layer->alpha);
    return;
  }
  for (size_t k = 0; k < units; k++) z[k] = exp(a[k] - most(a, units));
  double total = sum(z, units);
  for (size_t k = 0; k < units; k++) z[k] /= total;
}

/* Turns s = dL/dz into delta = dL/da, in place. */
static void back_through_activation(const Layer *layer, const double *a, const double *z, double *s) {
  size_t units = layer->weights.rows;
  double mean = 0;
  for (size_t k = 0; k < units; k++) mean += z[k] * s[k];
  for (size_t k = 0; k < units; k++) {
    s[k] = layer->activation == SOFTMAX ? z[k] * (s[k] - mean) : slope(layer->activation, a[k], z[k], layer->alpha) * s[k];
  }
}

/* The loss of one sample before the reduction, and dL/da in the last layer. Two cross-entropies are computed from a: y may be saturated. */
static double loss_and_delta(const Request *request, const double *a, const double *y, const double *t, double *delta) {
  const Layer *last = &request->layers[request->layer_count - 1];
  size_t units = last->weights.rows;
  double total = 0;
  if (request->loss == BINARY_CROSS_ENTROPY && last->activation == SIGMOID) {
    for (size_t k = 0; k < units; k++) {
      total += t[k] * softplus(-a[k]) + (1 - t[k]) * softplus(a[k]);
      delta[k] = y[k] - t[k];
    }
  } else if (request->loss == CATEGORICAL_CROSS_ENTROPY && last->activation == SOFTMAX) {
    double powers = 0;
    for (size_t k = 0; k < units; k++) powers += exp(a[k] - most(a, units));
    double log_sum = most(a, units) + log(powers);
    for (size_t k = 0; k < units; k++) {
      total += t[k] * (log_sum - a[k]);
      delta[k] = y[k] * sum(t, units) - t[k];
    }
  } else {
    for (size_t k = 0; k < units; k++) {
      total += loss(request->loss, y[k], t[k], request->delta);
      delta[k] = loss_slope(request->loss, y[k], t[k], request->delta);
    }
    back_through_activation(last, a, y, delta);
  }
  return total;
}

static double factor_of(const char *reduction, size_t samples, size_t outputs) {
  if (strcmp(reduction, "sum") == 0) return 1;
  if (strcmp(reduction, "mean-over-samples") == 0) return 1.0 / samples;
  if (strcmp(reduction, "mean-over-outputs") == 0) return 1.0 / outputs;
  if (strcmp(reduction, "mean-over-elements") == 0) return 1.0 / (samples * outputs);
  fail("unknown reduction: %s", reduction);
  return NAN;
}

/* Adds the derivatives of what the regularization makes of some parameters to their gradient. That of |w| at 0 is 0. It returns what is
 * added to the loss. */
static double regularize(const Regularization *by, const double *parameters, double *gradient, size_t count) {
  double of_squares = by->half ? by->l2 / 2 : by->l2, added = 0;
  for (size_t i = 0; i < count; i++) {
    double w = parameters[i];
    added += of_squares * w * w + by->l1 * fabs(w);
    gradient[i] += 2 * of_squares * w + by->l1 * ((w > 0) - (w < 0));
  }
  return added;
}

/* Everything that a request asks for: for each layer a, z and delta (one row a sample), and the gradients, summed over the samples. */
static Answer calculate(const Request *request) {
  size_t samples = request->inputs.rows, count = request->layer_count;
  double c = factor_of(request->reduction, samples, request->labels.columns);
  Answer answer = { 0, keep(count, sizeof(LayerAnswer)) };
  for (size_t l = 0; l < count; l++) {
    const Layer *layer = &request->layers[l];
    size_t units = layer->weights.rows;
    answer.layers[l] = (LayerAnswer){ matrix(samples, units), matrix(samples, units), matrix(samples, units),
                                      matrix(units, layer->weights.columns), layer->bias ? keep(units, sizeof(double)) : NULL };
  }
  for (size_t n = 0; n < samples; n++) {
    /* Forward: a = W z + b, z' = h(a). */
    const double *z = row(request->inputs, n);
    for (size_t l = 0; l < count; l++) {
      const Layer *layer = &request->layers[l];
      double *a = row(answer.layers[l].a, n);
      for (size_t k = 0; k < layer->weights.rows; k++) {
        for (size_t m = 0; m < layer->weights.columns; m++) a[k] += row(layer->weights, k)[m] * z[m];
        if (layer->bias) a[k] += layer->bias[k];
      }
      activate(layer, a, row(answer.layers[l].z, n));
      z = row(answer.layers[l].z, n);
    }
    LayerAnswer *last = &answer.layers[count - 1];
    double *delta = row(last->delta, n);
    answer.loss += c * loss_and_delta(request, row(last->a, n), z, row(request->labels, n), delta);
    for (size_t k = 0; k < last->delta.columns; k++) delta[k] *= c;
    /* Backward: dL/dW = delta z^T, dL/db = delta, and W^T delta for the layer below. */
    for (size_t l = count; l-- > 0;) {
      const Matrix weights = request->layers[l].weights;
      LayerAnswer *here = &answer.layers[l], *below = l > 0 ? here - 1 : NULL;
      delta = row(here->delta, n);
      z = below ? row(below->z, n) : row(request->inputs, n);
      for (size_t k = 0; k < weights.rows; k++) {
        for (size_t m = 0; m < weights.columns; m++) {
          row(here->weight_gradient, k)[m] += delta[k] * z[m];
          if (below) row(below->delta, n)[m] += row(weights, k)[m] * delta[k];
        }
        if (here->bias_gradient) here->bias_gradient[k] += delta[k];
      }
      if (below) back_through_activation(&request->layers[l - 1], row(below->a, n), z, row(below->delta, n));
    }
  }
  for (size_t l = 0; l < count && request->regularization; l++) {
    const Layer *layer = &request->layers[l];
    LayerAnswer *here = &answer.layers[l];
    size_t units = layer->weights.rows;
    answer.loss += regularize(request->regularization, layer->weights.values, here->weight_gradient.values, units * layer->weights.columns);
    if (layer->bias && request->regularization->biases) {
      answer.loss += regularize(request->regularization, layer->bias, here->bias_gradient, units);
    }
  }
  return answer;
}

/* ------------------------------------------------------------------------------------------------------- memory and errors of a request */

typedef union Block { union Block *next; max_align_t alignment; } Block;

static Block *blocks;
static jmp_buf failed;
static char why[200];

static void *keep(size_t count, size_t size) {
  Block *block = calloc(1, sizeof(Block) + count * size);
  if (block == NULL) fail("out of memory");
  block->next = blocks;
  blocks = block;
  return block + 1;
}

static void release_all(void) {
  while (blocks != NULL) {
    Block *next = blocks->next;
    free(blocks);
    blocks = next;
  }
}

static Matrix matrix(size_t rows, size_t columns) { return (Matrix){ rows, columns, keep(rows * columns, sizeof(double)) }; }

static void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(why, sizeof why, format, arguments);
  va_end(arguments);
  /* The text goes into JSON as it is. */
  for (char *c = why; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\' || (unsigned char)*c < ' ' || (unsigned char)*c > '~') *c = '?';
  }
  longjmp(failed, 1);
}

/* ------------------------------------------------------------------------------------------------------------------------- reading JSON */

typedef struct Json {
  enum { OTHER, TRUE, NUMBER, TEXT, ARRAY, OBJECT } kind;  /* OTHER: null and false. */
  double number;
  char *text;
  char *name;                                        /* Of a member of an object. */
  size_t count;
  struct Json *first, *next;                         /* The items of an array or object are a list. */
} Json;

static void skip_space(char **at) { *at += strspn(*at, " \t\r\n"); }

/* No text of a request needs \u or another escape; one in a text that nobody reads is taken as it is. */
static char *parse_text(char **at) {
  char *start = ++*at;
  while (**at != '"' && **at != '\0') *at += **at == '\\' && (*at)[1] != '\0' ? 2 : 1;
  if (**at == '\0') fail("the request is not JSON: a text has no end");
  size_t length = (size_t)(*at - start);
  char *text = memcpy(keep(length + 1, 1), start, length);
  ++*at;
  return text;
}

static Json *parse(char **at, int depth) {
  Json *json = keep(1, sizeof(Json));
  if (depth > 50) fail("the request is nested too deeply");
  skip_space(at);
  if (**at == '[' || **at == '{') {
    char end = **at == '[' ? ']' : '}';
    json->kind = end == ']' ? ARRAY : OBJECT;
    Json **place = &json->first;
    ++*at;
    for (skip_space(at); **at != end; skip_space(at)) {
      if (json->count > 0) {
        if (**at != ',') fail("the request is not JSON: a comma is missing");
        ++*at;
        skip_space(at);
      }
      char *name = NULL;
      if (end == '}') {
        if (**at != '"') fail("the request is not JSON: a name is missing");
        name = parse_text(at);
        skip_space(at);
        if (**at != ':') fail("the request is not JSON: a colon is missing");
        ++*at;
      }
      *place = parse(at, depth + 1);
      (*place)->name = name;
      place = &(*place)->next;
      json->count++;
    }
    ++*at;
  } else if (**at == '"') {
    json->kind = TEXT;
    json->text = parse_text(at);
  } else if (**at == '-' || (**at >= '0' && **at <= '9')) {
    json->kind = NUMBER;
    json->number = strtod(*at, at);
  } else {
    size_t length = strspn(*at, "aeflnrstu");
    if (length == 0) fail("the request is not JSON: a value is missing");
    json->kind = **at == 't' ? TRUE : OTHER;
    *at += length;
  }
  return json;
}

/* NULL if the object does not have it. */
static const Json *member(const Json *object, const char *name) {
  for (const Json *item = object->first; item != NULL; item = item->next) {
    if (item->name != NULL && strcmp(item->name, name) == 0 && item->kind != OTHER) return item;
  }
  return NULL;
}

static const Json *required(const Json *object, const char *name) {
  const Json *found = member(object, name);
  if (found == NULL) fail("the request has no %s", name);
  return found;
}

static double number(const Json *object, const char *name, double otherwise) {
  const Json *found = member(object, name);
  if (found != NULL && found->kind != NUMBER) fail("%s is not a number", name);
  return found != NULL ? found->number : otherwise;
}

static const char *text(const Json *object, const char *name) {
  const Json *found = required(object, name);
  if (found->kind != TEXT) fail("%s is not a text", name);
  return found->text;
}

static void read_row(const Json *array, double *values, size_t count, const char *name) {
  if (array->kind != ARRAY || array->count != count) fail("%s is not as long as it must be", name);
  for (const Json *item = array->first; item != NULL; item = item->next) {
    if (item->kind != NUMBER) fail("%s has something else than numbers", name);
    *values++ = item->number;
  }
}

static Matrix read_matrix(const Json *object, const char *name) {
  const Json *rows = required(object, name);
  if (rows->kind != ARRAY || rows->count == 0 || rows->first->count == 0) fail("%s is not a matrix", name);
  Matrix result = matrix(rows->count, rows->first->count);
  double *values = result.values;
  for (const Json *item = rows->first; item != NULL; item = item->next, values += result.columns) {
    read_row(item, values, result.columns, name);
  }
  return result;
}

static int place_of(const char *word, const char *const *words, int count) {
  for (int i = 0; i < count; i++) {
    if (strcmp(word, words[i]) == 0) return i;
  }
  fail("%s is not known", word);
  return -1;
}

/* ------------------------------------------------------------------------------------------------------------------------- the protocol */

static Request read_request(const Json *json) {
  const Json *layers = required(json, "layers"), *loss = required(json, "loss");
  Request request = { .layer_count = layers->count, .layers = keep(layers->count, sizeof(Layer)), .inputs = read_matrix(json, "inputs"),
                      .labels = read_matrix(json, "labels"), .loss = place_of(text(loss, "kind"), loss_names, LOSSES),
                      .reduction = text(loss, "reduction"), .delta = number(loss, "delta", 1) };
  if (strcmp(text(json, "precision"), "float64") != 0) fail("float64 only");
  const Json *added = member(json, "regularization");
  if (added != NULL) {
    Regularization *by = keep(1, sizeof(Regularization));
    *by = (Regularization){ number(added, "l2", 0), number(added, "l1", 0), member(added, "half") != NULL, member(added, "biases") != NULL };
    request.regularization = by;
  }
  size_t width = request.inputs.columns;
  Layer *layer = request.layers;
  for (const Json *item = layers->first; item != NULL; item = item->next, layer++) {
    layer->weights = read_matrix(item, "weights");
    layer->activation = place_of(text(item, "activation"), activation_names, ACTIVATIONS);
    layer->alpha = number(item, "alpha", layer->activation == ELU ? 1 : 0.01);
    if (layer->weights.columns != width) fail("the weights of a layer do not fit its inputs");
    width = layer->weights.rows;
    if (member(item, "bias") != NULL) {
      layer->bias = keep(width, sizeof(double));
      read_row(member(item, "bias"), layer->bias, width, "bias");
    }
  }
  if (request.layer_count == 0 || request.labels.columns != width) fail("the labels do not fit the last layer");
  if (request.labels.rows != request.inputs.rows) fail("there are not as many labels as inputs");
  return request;
}

/* 17 digits say exactly which number it is. */
static void write_number(double value) {
  if (isnan(value)) printf("\"NaN\"");
  else if (isinf(value)) printf(value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
  else printf("%.17g", value);
}

static void write_row(const double *values, size_t count) {
  for (size_t k = 0; k < count; k++) {
    putchar(k == 0 ? '[' : ',');
    write_number(values[k]);
  }
  putchar(']');
}

static void write_matrix(Matrix m) {
  for (size_t i = 0; i < m.rows; i++) {
    putchar(i == 0 ? '[' : ',');
    write_row(row(m, i), m.columns);
  }
  putchar(']');
}

static void write_words(const char *const *words, int count) {
  for (int i = 0; i < count; i++) printf("%c\"%s\"", i == 0 ? '[' : ',', words[i]);
  putchar(']');
}

static void write_answer(const Request *request, const Answer *answer) {
  printf("\"lossValue\":");
  write_number(answer->loss);
  static const char *const names[] = { "preActivations", "outputs", "deltas" };
  for (int i = 0; i < 3; i++) {
    printf(",\"%s\":", names[i]);
    for (size_t l = 0; l < request->layer_count; l++) {
      const LayerAnswer *layer = &answer->layers[l];
      putchar(l == 0 ? '[' : ',');
      write_matrix(i == 0 ? layer->a : i == 1 ? layer->z : layer->delta);
    }
    putchar(']');
  }
  printf(",\"gradients\":");
  for (size_t l = 0; l < request->layer_count; l++) {
    const LayerAnswer *layer = &answer->layers[l];
    printf("%s{\"weights\":", l == 0 ? "[" : ",");
    write_matrix(layer->weight_gradient);
    if (layer->bias_gradient != NULL) {
      printf(",\"bias\":");
      write_row(layer->bias_gradient, layer->weight_gradient.rows);
    }
    putchar('}');
  }
  putchar(']');
}

/* The next line of the input, without a limit on its length; NULL at its end. */
static char *read_line(void) {
  static char *line;
  static size_t capacity;
  size_t length = 0;
  for (;;) {
    if (length == capacity) {
      capacity = capacity == 0 ? 4096 : 2 * capacity;
      line = realloc(line, capacity);
      if (line == NULL) exit(1);
    }
    int c = getchar();
    if (c == EOF || c == '\n') break;
    line[length++] = (char)c;
  }
  if (length == 0 && feof(stdin)) return NULL;
  line[length] = '\0';
  return line;
}

int main(void) {
  printf("{\"protocol\":1,\"oracle\":\"plain-c\",\"version\":\"1\",\"precisions\":[\"float64\"],\"activations\":");
  write_words(activation_names, ACTIVATIONS);
  printf(",\"losses\":");
  write_words(loss_names, LOSSES);
  printf(",\"regularization\":true}\n");
  fflush(stdout);
  for (char *line; (line = read_line()) != NULL; release_all()) {
    static bool has_id;
    static double id;
    if (line[strspn(line, " \t\r")] == '\0') continue;
    has_id = false;
    if (setjmp(failed) == 0) {
      const Json *json = parse(&line, 0);
      id = required(json, "id")->number;
      has_id = true;
      Request request = read_request(json);
      Answer answer = calculate(&request);
      printf("{\"id\":%.0f,", id);
      write_answer(&request, &answer);
    } else if (has_id) {
      printf("{\"id\":%.0f,\"error\":\"%s\"", id, why);
    } else {
      fprintf(stderr, "%s\n", why);
      return 1;
    }
    printf("}\n");
    fflush(stdout);
  }
  return 0;
}

using System.Text;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Fixtures for worked calculations.</summary>
internal static class WorkedExample
{
    /// <summary>Two samples, sigmoid and softmax, with biases and a step of gradient descent.</summary>
    public static Fixture TwoSamples => Read("""
        {
          "version": 1, "name": "two samples",
          "layers": [
            { "weights": [[0.5, -0.4], [0.3, 0.8]], "bias": [0.1, -0.2], "activation": "sigmoid" },
            { "weights": [[0.7, -0.6], [-0.5, 0.9]], "bias": [0.2, 0], "activation": "softmax" }
          ],
          "inputs": [[1, 2], [-0.5, 1]], "labels": [[1, 0], [0, 1]],
          "loss": { "kind": "categorical-cross-entropy", "reduction": "mean-over-samples" },
          "training": { "learningRate": 0.5 }
        }
        """);

    /// <summary>Names with a meaning in every format.</summary>
    public static Fixture Hostile => Read("""
        {
          "version": 1, "name": "</title><script>alert(1)</script> & `code` $x$ | *b* _i_ [l](u) \u001b[31m \u202e <!-- \\ \"q\" #h",
          "layers": [{ "weights": [[0.5]], "activation": "tanh" }], "inputs": [[1]], "labels": [[1]], "loss": "half-sum-of-squares",
          "expected": [{ "by": "<b>me</b> | $y$", "kind": "hand", "precision": { "decimals": 2 }, "outputs": [[[0.4]]] }]
        }
        """);

    /// <summary>A fixture from its text.</summary>
    public static Fixture Read(string json) => FixtureReader.Read(Encoding.UTF8.GetBytes(json), "example.json");
}

using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Onnx;

/// <summary>An activation that exporters write as several steps, since older versions of ONNX have no operator for it.</summary>
/// <param name="Activation">The engine's name of it.</param>
/// <param name="Steps">The steps in their order. x is what goes into the first, 0 what it gives, and so on; = marks a constant.</param>
internal sealed record OnnxPattern(string Activation, IReadOnlyList<(string Operator, string[] Operands)> Steps)
{
    private const double Roundoff = 1e-6;

    /// <summary>Every pattern.</summary>
    public static IReadOnlyList<OnnxPattern> All { get; } =
    [
        new("swish", [("Sigmoid", ["x"]), ("Mul", ["x", "0"])]),
        new("mish", [("Softplus", ["x"]), ("Tanh", ["0"]), ("Mul", ["x", "1"])]),
        new("softsign", [("Abs", ["x"]), ("Add", ["0", "=1"]), ("Div", ["x", "1"])]),
        new("gelu", [
            ("Div", ["x", "=1.4142135623730951"]), ("Erf", ["0"]), ("Add", ["1", "=1"]), ("Mul", ["x", "2"]), ("Mul", ["3", "=0.5"])]),
        new("gelu-tanh", [
            ("Mul", ["x", "x"]), ("Mul", ["x", "0"]), ("Mul", ["=0.044715", "1"]), ("Add", ["x", "2"]),
            ("Mul", ["=0.7978845608028654", "3"]), ("Tanh", ["4"]), ("Add", ["=1", "5"]), ("Mul", ["x", "6"]), ("Mul", ["=0.5", "7"])]),
        new("relu6", [("Clip", ["x", "=0", "=6"])]),
        new("relu6", [("Relu", ["x"]), ("Clip", ["0", "=0", "=6"])]),
    ];

    /// <summary>Whether the next steps of a graph are these.</summary>
    /// <param name="nodes">The steps of the graph from here on.</param>
    /// <param name="value">What goes into them.</param>
    /// <param name="constant">The array of a name; null if it is no constant of floating-point numbers.</param>
    public bool Matches(IReadOnlyList<OnnxNode> nodes, string value, Func<string, Tensor?> constant)
        => nodes.Count >= Steps.Count && Enumerable.Range(0, Steps.Count).All(i => IsStep(i, nodes, value, constant));

    private bool IsStep(int index, IReadOnlyList<OnnxNode> nodes, string value, Func<string, Tensor?> constant)
    {
        (string name, string[] operands) = Steps[index];
        OnnxNode node = nodes[index];
        return node.Operator == name && node.IsStandard && node.Outputs.Count == 1 && node.Inputs.Count == operands.Length
            && (Fit(node.Inputs) || (name is "Mul" or "Add" && Fit(node.Inputs.Reverse())));

        bool Fit(IEnumerable<string> inputs) => inputs.Zip(operands).All(pair => pair.Second switch
        {
            "x" => pair.First == value,
            ['=', .. var number] => constant(pair.First) is { Values: [var found] }
                && Math.Abs(found - double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)) < Roundoff,
            [var step] => pair.First == nodes[step - '0'].Outputs[0],
            _ => false,
        });
    }
}

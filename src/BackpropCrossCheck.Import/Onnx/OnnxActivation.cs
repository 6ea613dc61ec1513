using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Models;

namespace BackpropCrossCheck.Import.Onnx;

/// <summary>The activations among ONNX's operators.</summary>
internal static class OnnxActivation
{
    private const double SlopeOfLeakyRelu = 0.01;
    private const double ScaleOfSelu = 1.6732632;
    private const double FactorOfSelu = 1.0507009;
    private const double Sixth = 1 / 6.0;

    /// <summary>The activation of a step; null if it is none.</summary>
    /// <param name="node">The step.</param>
    /// <param name="chain">For errors.</param>
    public static Activation? Of(OnnxNode node, LayerChain chain) => node.Operator switch
    {
        "Relu" => new Relu(),
        "LeakyRelu" => new LeakyRelu(node.Real("alpha", SlopeOfLeakyRelu)),
        "Elu" => new Elu(node.Real("alpha", 1)),
        "Tanh" => new Tanh(),
        "Sigmoid" => new Sigmoid(),
        "Softplus" => new Softplus(),
        "Softsign" => new Softsign(),
        "Softmax" => node.Integer("axis", -1) is 1 or -1 ? new Softmax() : throw chain.Fault(
            node.Name, node.Operator, "it is not taken over the units of a sample, the last axis."),
        "Gelu" => Named(node.Text("approximate", "none") == "tanh" ? "gelu-tanh" : "gelu", node, chain),
        "Selu" => IsNear(node.Real("alpha", ScaleOfSelu), ScaleOfSelu) && IsNear(node.Real("gamma", FactorOfSelu), FactorOfSelu)
            ? Named("selu", node, chain) : throw Settings(node, chain),
        "HardSigmoid" => IsNear(node.Real("alpha", 0.2), Sixth) && IsNear(node.Real("beta", 0.5), 0.5)
            ? Named("hard-sigmoid", node, chain) : throw Settings(node, chain),
        "Mish" => Named("mish", node, chain),
        _ => null,
    };

    /// <summary>The engine's activation of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="node">The step that needs it.</param>
    /// <param name="chain">For errors.</param>
    public static Activation Named(string name, OnnxNode node, LayerChain chain)
        => Activation.Named(name) ?? throw chain.Fault(node.Name, node.Operator, "a fixture does not have this activation.");

    private static FixtureException Settings(OnnxNode node, LayerChain chain)
        => chain.Fault(node.Name, node.Operator, "its alpha, beta or gamma is not that of the activation that a fixture has.");

    // They are stored as float32.
    private static bool IsNear(double value, double wanted) => Math.Abs(value - wanted) < 1e-6;
}

using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Models;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>The activations of Keras, in the engine's names.</summary>
internal static class KerasActivation
{
    private const double SlopeOfTheFunction = 0.2;

    /// <summary>Keras's names whose functions have another name here. All others have the same, but for the underscore.</summary>
    private static readonly Dictionary<string, string> Renamed = new() { ["silu"] = "swish" };

    /// <summary>Keras's activations that the engine may have, so that they can be listed.</summary>
    private static readonly string[] Names =
    [
        "linear", "tanh", "sigmoid", "relu", "leaky_relu", "elu", "softplus", "softsign", "swish", "silu", "gelu", "softmax", "selu",
        "relu6", "hard_sigmoid", "mish",
    ];

    /// <summary>The activation that a configuration names.</summary>
    /// <param name="node">A name, or an object with a name and its arguments.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="type">The layer's type.</param>
    /// <param name="isVersion2">Whether Keras 2 wrote it.</param>
    /// <param name="chain">For errors.</param>
    public static Activation Of(KerasNode node, string layer, string type, bool isVersion2, LayerChain chain)
    {
        if (!node.IsGiven)
        {
            return new Linear();
        }

        string name = node.Name ?? throw chain.Fault(
            layer, type, "its activation is a function of the model's own code, which is not in the file by a name.");
        KerasNode arguments = node["config"];
        if (name == "hard_sigmoid" && isVersion2)
        {
            throw chain.Fault(
                layer,
                type,
                "Keras 2's hard_sigmoid is 0.2·a + 0.5, cut off at 0 and 1. No activation of a fixture is that; hard-sigmoid, "
                    + "as in Keras 3, is relu6(a + 3)/6.");
        }

        if (name == "gelu" && arguments["approximate"].Element.ValueKind == System.Text.Json.JsonValueKind.True)
        {
            return Named("gelu-tanh", name, layer, type, chain);
        }

        Activation found = Names.Contains(name)
            ? Named(Ours(name), name, layer, type, chain)
            : throw Unknown(name, layer, type, chain);
        return name switch
        {
            "leaky_relu" => found.WithAlpha(arguments["negative_slope"].AsNumber ?? SlopeOfTheFunction),
            "elu" => found.WithAlpha(arguments["alpha"].AsNumber ?? 1),
            _ => found,
        };
    }

    /// <summary>The engine's activation of a name, which a layer needs.</summary>
    /// <param name="name">The engine's name.</param>
    /// <param name="keras">The name in the file.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="type">The layer's type.</param>
    /// <param name="chain">For errors.</param>
    public static Activation Named(string name, string keras, string layer, string type, LayerChain chain)
        => Activation.Named(name) ?? throw Unknown(keras, layer, type, chain);

    private static string Ours(string name) => Renamed.GetValueOrDefault(name, name.Replace('_', '-'));

    private static FixtureException Unknown(string name, string layer, string type, LayerChain chain) => chain.Fault(
        layer,
        type,
        $"its activation {Wording.Quote(name)} is none of a fixture's: "
            + $"{Wording.List(Names.Where(known => Activation.Named(Ours(known)) is not null))}.");
}

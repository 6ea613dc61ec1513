using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>The words that fixtures, the oracle protocol and reports use for activations, losses, reductions and quantities.</summary>
public static class ContractNames
{
    private static readonly string[] ActivationNames =
        ["linear", "tanh", "sigmoid", "relu", "leaky-relu", "elu", "softplus", "softsign", "swish", "gelu", "softmax"];

    private static readonly string[] LossKindNames =
        ["half-squared-error", "squared-error", "binary-cross-entropy", "categorical-cross-entropy"];

    private static readonly string[] ReductionNames =
        ["sum", "mean-over-samples", "mean-over-outputs", "mean-over-elements"];

    private static readonly string[] QuantityNames =
        ["pre-activation", "output", "loss", "delta", "gradient", "updated-parameter", "updated-loss"];

    /// <summary>All activations, in the order of <see cref="ActivationKind"/>.</summary>
    public static IReadOnlyList<string> Activations => ActivationNames;

    /// <summary>All kinds of loss, in the order of <see cref="LossKind"/>.</summary>
    public static IReadOnlyList<string> LossKinds => LossKindNames;

    /// <summary>All reductions, in the order of <see cref="Reduction"/>.</summary>
    public static IReadOnlyList<string> Reductions => ReductionNames;

    /// <summary>The short forms of whole conventions.</summary>
    public static IReadOnlyList<string> ShortLosses { get; } = ["half-sum-of-squares", "mean-squared-error"];

    /// <summary>The word for an activation.</summary>
    /// <param name="kind">The activation.</param>
    public static string Of(ActivationKind kind) => ActivationNames[(int)kind];

    /// <summary>The word for a kind of loss.</summary>
    /// <param name="kind">The kind.</param>
    public static string Of(LossKind kind) => LossKindNames[(int)kind];

    /// <summary>The word for a reduction.</summary>
    /// <param name="reduction">The reduction.</param>
    public static string Of(Reduction reduction) => ReductionNames[(int)reduction];

    /// <summary>The word for a quantity.</summary>
    /// <param name="quantity">The quantity.</param>
    public static string Of(Quantity quantity) => QuantityNames[(int)quantity];

    /// <summary>The word for a floating-point format.</summary>
    /// <param name="format">The format.</param>
    public static string Of(FloatFormat format) => FormatWords.Of(format);

    /// <summary>The activation of that name; null where there is none.</summary>
    /// <param name="name">A word of <see cref="Activations"/>.</param>
    public static ActivationKind? ParseActivation(string name) => (ActivationKind?)IndexOf(ActivationNames, name);

    /// <summary>The kind of loss of that name; null where there is none.</summary>
    /// <param name="name">A word of <see cref="LossKinds"/>.</param>
    public static LossKind? ParseLossKind(string name) => (LossKind?)IndexOf(LossKindNames, name);

    /// <summary>The reduction of that name; null where there is none.</summary>
    /// <param name="name">A word of <see cref="Reductions"/>.</param>
    public static Reduction? ParseReduction(string name) => (Reduction?)IndexOf(ReductionNames, name);

    /// <summary>The convention of that short form; null where there is none.</summary>
    /// <param name="name">A word of <see cref="ShortLosses"/>.</param>
    public static Loss? ParseShortLoss(string name) => name switch
    {
        "half-sum-of-squares" => Loss.HalfSumOfSquares,
        "mean-squared-error" => Loss.MeanSquaredError,
        _ => null,
    };

    private static int? IndexOf(string[] names, string name)
    {
        int index = Array.IndexOf(names, name);
        return index < 0 ? null : index;
    }
}

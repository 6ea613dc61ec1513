using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Fixtures;

/// <summary>The words that fixtures, the oracle protocol and reports use for activations, losses and reductions.</summary>
public static class ContractNames
{
    private static readonly string[] ReductionNames =
        ["sum", "mean-over-samples", "mean-over-outputs", "mean-over-elements"];

    /// <summary>All activations, in the order of <see cref="Activation.All"/>.</summary>
    public static IReadOnlyList<string> Activations { get; } = [.. Activation.All.Select(activation => activation.Name)];

    /// <summary>All kinds of loss, in the order of <see cref="LossTerm.All"/>.</summary>
    public static IReadOnlyList<string> LossKinds { get; } = [.. LossTerm.All.Select(term => term.Name)];

    /// <summary>All reductions, in the order of <see cref="Reduction"/>.</summary>
    public static IReadOnlyList<string> Reductions => ReductionNames;

    /// <summary>The short forms of whole conventions.</summary>
    public static IReadOnlyList<string> ShortLosses { get; } = ["half-sum-of-squares", "mean-squared-error"];

    /// <summary>The word for a reduction.</summary>
    /// <param name="reduction">The reduction.</param>
    public static string Of(Reduction reduction) => ReductionNames[(int)reduction];


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

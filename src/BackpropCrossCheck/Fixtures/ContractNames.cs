using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Fixtures;

/// <summary>The words for activations, losses and reductions that fixtures, the oracle protocol and reports use.</summary>
public static class ContractNames
{
    /// <summary>All activations, in the order of <see cref="Activation.All"/>.</summary>
    public static IReadOnlyList<string> Activations { get; } = [.. Activation.All.Select(activation => activation.Name)];

    /// <summary>All kinds of loss, in the order of <see cref="LossTerm.All"/>.</summary>
    public static IReadOnlyList<string> LossKinds { get; } = [.. LossTerm.All.Select(term => term.Name)];

    /// <summary>All reductions, in the order of <see cref="Reduction"/>.</summary>
    public static IReadOnlyList<string> Reductions { get; } = [.. Enum.GetValues<Reduction>().Select(Of)];

    /// <summary>The short forms of complete conventions.</summary>
    public static IReadOnlyList<string> ShortLosses { get; } = ["half-sum-of-squares", "mean-squared-error"];

    /// <summary>The word for a reduction.</summary>
    /// <param name="reduction">The reduction.</param>
    public static string Of(Reduction reduction) => reduction switch
    {
        Reduction.Sum => "sum",
        Reduction.MeanOverSamples => "mean-over-samples",
        Reduction.MeanOverOutputs => "mean-over-outputs",
        Reduction.MeanOverElements => "mean-over-elements",
    };

    /// <summary>The reduction of that name; null if there is none.</summary>
    /// <param name="name">A word of <see cref="Reductions"/>.</param>
    public static Reduction? ParseReduction(string name)
        => Enum.GetValues<Reduction>().Where(reduction => Of(reduction) == name).Select(reduction => (Reduction?)reduction)
            .FirstOrDefault();

    /// <summary>The convention with that short form; null if there is none.</summary>
    /// <param name="name">A word of <see cref="ShortLosses"/>.</param>
    public static Loss? ParseShortLoss(string name) => name switch
    {
        "half-sum-of-squares" => Loss.HalfSumOfSquares,
        "mean-squared-error" => Loss.MeanSquaredError,
        _ => null,
    };
}

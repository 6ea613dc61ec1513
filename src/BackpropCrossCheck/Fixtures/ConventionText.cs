using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Loss conventions in words.</summary>
internal static class ConventionText
{
    /// <summary>"half-squared-error, sum".</summary>
    public static string Of(Loss loss) => $"{loss.Term} ({ContractNames.Of(loss.Reduction)})";

    /// <summary>The factor from one convention's gradients to another's, in terms of N and K, for example "2/(N·K)".</summary>
    public static string Factor(Loss from, Loss to)
    {
        int two = Two(to) - Two(from);
        (int n, int k) = (Samples(from) - Samples(to), Outputs(from) - Outputs(to));
        string above = Product(two > 0, n > 0, k > 0);
        string below = Product(two < 0, n < 0, k < 0);
        return below.Length == 0 ? above.Length == 0 ? "1" : above
            : $"{(above.Length == 0 ? "1" : above)}/{(below.Contains('·', StringComparison.Ordinal) ? $"({below})" : below)}";
    }

    private static string Product(bool two, bool n, bool k)
        => string.Join('·', new[] { two ? "2" : null, n ? "N" : null, k ? "K" : null }.Where(part => part is not null));

    private static int Two(Loss loss) => loss.Term.Weight == 0.5 ? 0 : 1;

    private static int Samples(Loss loss) => loss.Reduction is Reduction.MeanOverSamples or Reduction.MeanOverElements ? 1 : 0;

    private static int Outputs(Loss loss) => loss.Reduction is Reduction.MeanOverOutputs or Reduction.MeanOverElements ? 1 : 0;
}

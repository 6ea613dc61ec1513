using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>How much of a calculation is written out: all of it, or for a long one only the first units, samples and terms.</summary>
/// <param name="Units">The most units, inputs or rows of one layer.</param>
/// <param name="Samples">The most samples.</param>
/// <param name="Terms">The most terms of a sum.</param>
internal sealed record Cut(int Units, int Samples, int Terms)
{
    /// <summary>A calculation with more terms is shortened.</summary>
    private const long MostTerms = 20_000;

    /// <summary>A weight has a term forward, one backward and one in its gradient, for each sample.</summary>
    private const int Once = 3;

    /// <summary>The terms of the whole batch, those of each sample alone, and the update with it.</summary>
    private const int Twice = Once + Once + 1;

    /// <summary>Nothing is omitted.</summary>
    public static Cut Nothing { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue);

    /// <summary>The cut for a fixture.</summary>
    /// <param name="fixture">The fixture.</param>
    public static Cut For(Fixture fixture) => TermsOf(fixture) <= MostTerms ? Nothing : new Cut(6, 2, 6);

    /// <summary>What is omitted, in words; null if nothing is.</summary>
    /// <param name="fixture">The fixture.</param>
    public string? Notice(Fixture fixture)
    {
        string file = fixture.File ?? "FIXTURE";
        return this == Nothing ? null
            : Invariant($"This calculation has {TermsOf(fixture)} terms. Shown are at most the first {Units} units and inputs of a layer, ")
                + Invariant($"the first {Samples} samples and the first {Terms} terms of a sum; ")
                + "what is left out is counted where it is missing. Every result, none left out, is in the report of "
                + $"backprop-check check {file} --oracle finite-differences --all --report json=report.json";
    }

    /// <summary>"506 units are left out here"; null if none are.</summary>
    /// <param name="units">How many units there are.</param>
    /// <param name="samples">How many samples there are.</param>
    public string? LeftOut(int units, int samples)
        => Sentence([(units - Units, "more units"), (samples - Samples, "more samples")]);

    /// <summary>What is omitted from a matrix; null if nothing is.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    public string? LeftOutOfMatrix(int rows, int columns) => Sentence([(rows - Units, "more rows"), (columns - Units, "more columns")]);

    private static string? Sentence((int Count, string What)[] parts)
    {
        string[] missing = [.. parts.Where(part => part.Count > 0).Select(part => Invariant($"{part.Count} {part.What}"))];
        return missing.Length == 0 ? null : $"… {string.Join(" and ", missing)} are left out here.";
    }

    private static long TermsOf(Fixture fixture)
    {
        long terms = 0;
        foreach (Layer layer in fixture.Network.Layers)
        {
            terms += (long)layer.Units * layer.Inputs * fixture.Batch.Samples * (SampleUpdates.AreWorkedOut(fixture) ? Twice : Once);
        }

        return terms;
    }
}

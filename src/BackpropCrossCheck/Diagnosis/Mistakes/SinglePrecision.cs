using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation is done in float32 although float64 is stated.</summary>
internal sealed class SinglePrecision() : CoarserPrecision(FormatRounding.Float32, value => (float)value, leavesItsGrid: true)
{
    /// <summary>Fewer digits say nothing of the format that they were calculated in.</summary>
    private const int FinerThanSingle = 8;
    private const int FewNumbers = 4;
    private const double FineDigits = 0.5;

    private const string Name = "single-precision";

    /// <summary>Said beside another cause that explains the numbers within the rounding of float32 only.</summary>
    public static Finding Besides { get; } = new(
        Name, null, null, 1, "Besides, the numbers are right to float32 only. State the precision as float32.");

    /// <inheritdoc/>
    public override string Cause => Name;

    /// <inheritdoc/>
    public override string Sentence => "float32 is used somewhere in a calculation that is said to be in float64";

    /// <inheritdoc/>
    public override string Advice => "State the precision as float32, or look for a constant, a conversion or an operation in float32.";

    /// <inheritdoc/>
    public override string Signs => "Errors of the order of 6e-8 of each number in a calculation that is said to be in float64.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["pytorch/pytorch#5351", "GeometricFlux#140", "PaddlePaddle#4283", "ipex-llm#833"];

    /// <inheritdoc/>
    protected override string Text
        => $"Every number is right within the rounding of float32, and not within that of what is stated: {Sentence}. {Advice}";

    /// <summary>Whether numbers that are stated more finely lie on the grid of float32.</summary>
    /// <param name="other">The other side.</param>
    public static bool ShowsIn(IndependentResult other)
    {
        if (other.Precision is not (NumberPrecision.Significant { Count: >= FinerThanSingle }
            or NumberPrecision.Format { Value: FloatFormat.Float64 }))
        {
            return false;
        }

        double[] fractions = [.. other.Numbers.Layout.Steps.Where(step => other.Numbers[step] is not null)
            .SelectMany(step => other.Numbers[step]!.Where((_, i) => other.Numbers.Has(step, i)))
            .Where(value => double.IsFinite(value) && value != Math.Round(value))];
        return fractions.Length >= FewNumbers && 2 * fractions.Count(value => IsOnGridOf(other.Precision, value)) >= fractions.Length;
    }

    private static bool IsOnGridOf(NumberPrecision precision, double value)
    {
        float held = (float)value;
        double shortest = double.Parse(held.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        double unit = precision is NumberPrecision.Format ? 0 : Digits.Unit(precision, value);
        return held == value || value == shortest
            || (unit <= FineDigits * FormatRounding.Float32.UnitRoundoff * Math.Abs(value) && Math.Abs(held - value) <= unit / 2);
    }

    /// <summary>Every number of the fixture as float32 holds it, and then float64.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        if (evidence.Other.Kind != ResultKind.Hand && evidence.Other.Format == FloatFormat.Float64)
        {
            Func<Fixture, Fixture>[] changes = [SingleNumbers.Parameters, SingleNumbers.All, SingleNumbers.Constants];
            foreach (Func<Fixture, Fixture> change in changes)
            {
                yield return new Suspicion { Mistake = this, First = (Quantity.PreActivation, 0), Change = change };
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when {Sentence}: the weights, the inputs or a constant are rounded to it. {Advice}";
}

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

    /// <summary>Whether numbers of a precision are stated more finely than float32 holds them.</summary>
    /// <param name="precision">The precision.</param>
    public static bool MayHideIn(NumberPrecision precision) => precision is NumberPrecision.Significant { Count: >= FinerThanSingle }
        or NumberPrecision.Format { Value: FloatFormat.Float64 };

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

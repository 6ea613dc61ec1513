using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation is done in float32 although float64 is stated.</summary>
internal sealed class SinglePrecision : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "single-precision";

    /// <inheritdoc/>
    public override string Sentence => "float32 is used somewhere in a calculation that is said to be in float64";

    /// <inheritdoc/>
    public override string Advice => "State the precision as float32, or look for a constant, a conversion or an operation in float32.";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        if (evidence.Other.Kind != ResultKind.Hand && evidence.Other.Format != FloatFormat.Float32)
        {
            yield return new Suspicion { Mistake = this, First = (Quantity.PreActivation, 0), Format = FloatFormat.Float32 };
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"Every number is right within the rounding of float32, and not within that of what is stated: {Sentence}. {Advice}";
}

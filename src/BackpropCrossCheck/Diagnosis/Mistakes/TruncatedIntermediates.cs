namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Intermediate results are cut off.</summary>
internal sealed class TruncatedIntermediates() : RoundingOnTheWay(MidpointRounding.ToZero)
{
    /// <inheritdoc/>
    public override string Cause => "truncated-intermediates";

    /// <inheritdoc/>
    public override string Sentence => "every intermediate result is cut off";
}

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Cutting off on the way.</summary>
internal sealed class TruncatedIntermediates() : RoundingOnTheWay(MidpointRounding.ToZero)
{
    /// <inheritdoc/>
    public override string Cause => "truncated-intermediates";

    /// <inheritdoc/>
    public override string Sentence => "every intermediate result is cut off";
}

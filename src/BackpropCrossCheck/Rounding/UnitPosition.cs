namespace BackpropCrossCheck.Rounding;

/// <summary>A unit of a layer for one sample.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Sample">The sample, from 0.</param>
/// <param name="Unit">The unit, from 0.</param>
public sealed record UnitPosition(int Layer, int Sample, int Unit)
{
    /// <summary>Whether the loss is meant that is worked out of the unit's output, not the unit itself.</summary>
    public bool IsLoss { get; init; }

    /// <summary>"layer 2, sample 1, unit 3", counted from 1.</summary>
    public override string ToString() => IsLoss
        ? FormattableString.Invariant($"the loss of sample {Sample + 1}, output {Unit + 1}")
        : FormattableString.Invariant($"layer {Layer + 1}, sample {Sample + 1}, unit {Unit + 1}");
}

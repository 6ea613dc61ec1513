namespace BackpropCrossCheck.Protocol;

/// <summary>The loss of single samples as a function of one pre-activation, for many moves at once. Samples do not influence each other, so
/// a move changes only its sample's part of the loss. Not thread-safe; each thread needs one of its own.</summary>
public interface IUnitMoves
{
    /// <summary>How far rounding may move a sample's part of the loss.</summary>
    /// <param name="sample">The sample, from 0.</param>
    double NoiseOf(int sample);

    /// <summary>How many multiplications a move of a layer's pre-activation takes.</summary>
    /// <param name="layer">The layer, from 0.</param>
    long CostOf(int layer);

    /// <summary>The largest |∂a/∂t| of the moved pre-activation, where it is 1, and of all pre-activations in later layers.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="moves">The moves; each is small enough that no activation bends within it.</param>
    /// <param name="reaches">A number for each move; overwritten.</param>
    void Reaches(int layer, ReadOnlySpan<UnitMove> moves, Span<double> reaches);

    /// <summary>How much each move changes the loss; NaN if the move leaves the smooth piece of the loss, or ends where the loss is not
    /// defined or not finite.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="moves">The moves.</param>
    /// <param name="changes">A number for each move; overwritten.</param>
    void Changes(int layer, ReadOnlySpan<UnitMove> moves, Span<double> changes);
}

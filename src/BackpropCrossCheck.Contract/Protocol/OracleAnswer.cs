using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Protocol;

/// <summary>What an oracle answered. Unavailable and Failed are never a pass.</summary>
public abstract record OracleAnswer
{
    private OracleAnswer()
    {
    }

    /// <summary>It computed the numbers.</summary>
    /// <param name="Numbers">Loss and gradients of every parameter, and whatever else it gave, in the convention of the question; NaN and
    /// infinities as they came.</param>
    /// <param name="Errors">How far each number may be off by the oracle's own estimate, infinite where it cannot be told; null where the
    /// rounding of its format is all there is.</param>
    public sealed record Computed(TensorSet Numbers, TensorSet? Errors = null) : OracleAnswer;

    /// <summary>It does not work here, or does not offer what the question needs.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unavailable(string Reason) : OracleAnswer;

    /// <summary>It should have answered and did not, or not in a form that can be compared.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record Failed(string Reason) : OracleAnswer;
}

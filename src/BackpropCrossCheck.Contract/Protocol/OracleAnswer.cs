using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Protocol;

/// <summary>What an oracle answered. Unavailable and Failed are never a pass.</summary>
public abstract record OracleAnswer
{
    private OracleAnswer()
    {
    }

    /// <summary>The numbers were computed.</summary>
    /// <param name="Numbers">The loss, the gradient of every parameter, and anything else that was given, in the question's convention. NaN
    /// and infinities are kept.</param>
    /// <param name="Errors">The oracle's own estimate of how far each number may be off, infinite if unknown; null if its format's rounding
    /// is the only error.</param>
    public sealed record Computed(TensorSet Numbers, TensorSet? Errors = null) : OracleAnswer;

    /// <summary>It does not work here, or does not support the question.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unavailable(string Reason) : OracleAnswer;

    /// <summary>It gave no answer although it should have, or none that can be compared.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record Failed(string Reason) : OracleAnswer;
}

namespace BackpropCrossCheck.Teaching;

/// <summary>How a worked calculation is carried out and shown.</summary>
/// <param name="Decimals">How many decimals are shown.</param>
/// <param name="RoundedTo">How many decimals every result is rounded to before it is used further, as by hand; null for float64.</param>
internal sealed record TraceOptions(int Decimals, int? RoundedTo)
{
    /// <summary>How many decimals are shown by default.</summary>
    public const int DefaultDecimals = 6;

    /// <summary>How δ and the update are written.</summary>
    public TraceNotation Notation { get; init; }

    /// <summary>Whether δ, ∂E/∂z and the gradients have the opposite sign.</summary>
    public bool IsDeltaRule => Notation == TraceNotation.DeltaRule;
}

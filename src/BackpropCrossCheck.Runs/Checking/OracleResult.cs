using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Checking;

/// <summary>An oracle's result for a fixture.</summary>
/// <param name="Name">The oracle.</param>
/// <param name="Status">Whether it gave numbers.</param>
/// <param name="Reason">Why it gave none, or null.</param>
/// <param name="Numbers">The numbers, or null.</param>
internal sealed record OracleResult(string Name, ComparisonStatus Status, string? Reason, IndependentResult? Numbers)
{
    /// <summary>Whether the oracle works, but does not offer what the fixture needs.</summary>
    public bool IsUnsupported { get; init; }

    /// <summary>The question that it answered; null if it gave no numbers.</summary>
    public OracleQuestion? Question { get; init; }
}

using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Protocol;

/// <summary>What an oracle said of itself when it was started.</summary>
public abstract record OracleStatus
{
    private OracleStatus()
    {
    }

    /// <summary>The name of its greeting; null where it gave none.</summary>
    public virtual string? GreetedName { get; init; }

    /// <summary>It works.</summary>
    /// <param name="Name">The name of its greeting.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Formats">What it can calculate in; at least one.</param>
    /// <param name="Activations">The activations it offers, in the words of the contract.</param>
    public sealed record Available(
        string Name, string Version, IReadOnlyList<FloatFormat> Formats, IReadOnlyList<string> Activations) : OracleStatus
    {
        /// <inheritdoc/>
        public override string? GreetedName => Name;
    }

    /// <summary>It cannot work here.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    public sealed record Unavailable(string Reason) : OracleStatus;

    /// <summary>It should have worked and did not.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record Failed(string Reason) : OracleStatus;
}

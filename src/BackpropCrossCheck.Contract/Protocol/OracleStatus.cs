using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Protocol;

/// <summary>What an oracle reported about itself when it was started.</summary>
public abstract record OracleStatus
{
    private OracleStatus()
    {
    }

    /// <summary>The name in its greeting; null if it gave none.</summary>
    public virtual string? GreetedName { get; init; }

    /// <summary>It works.</summary>
    /// <param name="Name">The name in its greeting.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Formats">The formats in which it can calculate; at least one.</param>
    /// <param name="Activations">The activations that it supports, in the contract's words.</param>
    public sealed record Available(
        string Name, string Version, IReadOnlyList<FloatFormat> Formats, IReadOnlyList<string> Activations) : OracleStatus
    {
        /// <summary>The update rules with which it can train, in the contract's words; empty if it cannot.</summary>
        public IReadOnlyList<string> Optimizers { get; init; } = [];

        /// <summary>Whether it can add a regularization to the loss.</summary>
        public bool Regularizes { get; init; }

        /// <summary>The losses that it supports, in the contract's words; null if it supports every loss.</summary>
        public IReadOnlyList<string>? Losses { get; init; }

        /// <inheritdoc/>
        public override string? GreetedName => Name;

        /// <summary>Whether it supports a loss.</summary>
        /// <param name="loss">The kind of loss, in the contract's word.</param>
        public bool Offers(string loss) => Losses?.Contains(loss) != false;
    }

    /// <summary>It cannot work here.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    public sealed record Unavailable(string Reason) : OracleStatus;

    /// <summary>It does not work although it should.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record Failed(string Reason) : OracleStatus;
}

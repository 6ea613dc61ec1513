using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Protocol;

/// <summary>What an oracle is asked: the numbers of one network on one batch. It holds no engine type, so that an oracle never sees the
/// engine.</summary>
public sealed record OracleQuestion
{
    /// <summary>The tensors of the calculation; the answer is a <see cref="TensorSet"/> of this layout.</summary>
    public required TensorLayout Layout { get; init; }

    /// <summary>What to calculate in.</summary>
    public required FloatFormat Format { get; init; }

    /// <summary>The layers, input side first; shapes as in <see cref="TensorLayout.Layers"/>.</summary>
    public required IReadOnlyList<OracleLayer> Layers { get; init; }

    /// <summary>x, N×M, row-major.</summary>
    public required ReadOnlyMemory<double> Inputs { get; init; }

    /// <summary>t, N×K, row-major.</summary>
    public required ReadOnlyMemory<double> Labels { get; init; }

    /// <summary>The kind of loss, in the words of the contract.</summary>
    public required string LossKind { get; init; }

    /// <summary>The reduction, in the words of the contract.</summary>
    public required string Reduction { get; init; }
}

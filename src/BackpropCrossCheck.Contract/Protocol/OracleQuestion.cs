using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Protocol;

/// <summary>A question to an oracle: the numbers of one network on one batch. It contains no engine type, so an oracle never sees the
/// engine.</summary>
public sealed record OracleQuestion
{
    /// <summary>The tensors of the calculation; the answer is a <see cref="TensorSet"/> with this layout.</summary>
    public required TensorLayout Layout { get; init; }

    /// <summary>The format to calculate in.</summary>
    public required FloatFormat Format { get; init; }

    /// <summary>The layers, input side first; shapes as in <see cref="TensorLayout.Layers"/>.</summary>
    public required IReadOnlyList<OracleLayer> Layers { get; init; }

    /// <summary>x, N×M, row-major.</summary>
    public required ReadOnlyMemory<double> Inputs { get; init; }

    /// <summary>t, N×K, row-major.</summary>
    public required ReadOnlyMemory<double> Labels { get; init; }

    /// <summary>The kind of loss, in the contract's words.</summary>
    public required string LossKind { get; init; }

    /// <summary>δ of huber; null for the other losses.</summary>
    public double? LossDelta { get; init; }

    /// <summary>The reduction, in the contract's words.</summary>
    public required string Reduction { get; init; }

    /// <summary>What is added to the loss for the size of the weights; null for nothing.</summary>
    public OracleRegularization? Regularization { get; init; }

    /// <summary>The training whose results are asked for as well; null if there is none, or the oracle cannot train.</summary>
    public OracleTraining? Training { get; init; }
}

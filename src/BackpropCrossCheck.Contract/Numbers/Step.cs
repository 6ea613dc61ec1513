namespace BackpropCrossCheck.Numbers;

/// <summary>A step of the calculation: one quantity of one layer. Its result is one tensor.</summary>
/// <param name="Index">Its position in the order of the calculation, from 0; see <see cref="TensorLayout"/>.</param>
/// <param name="Quantity">The quantity that it computes.</param>
/// <param name="Layer">The layer, from 0; −1 for the losses.</param>
/// <param name="Rows">K for weights and biases, 1 for the losses, N for all others.</param>
/// <param name="Columns">M for weights, 1 for biases and losses, K for all others.</param>
public sealed record Step(int Index, Quantity Quantity, int Layer, int Rows, int Columns)
{
    /// <summary>How many numbers the tensor has.</summary>
    public int Length => Rows * Columns;

    /// <summary>True if the numbers belong to weights: their gradients, or the weights after training.</summary>
    public bool IsWeights => Quantity.IsWeights;

    /// <summary>True if the numbers belong to a bias: its gradient, or the bias after training.</summary>
    public bool IsBias => Quantity.IsBias;

    /// <summary>True if the one bias of all units of a layer is meant.</summary>
    public bool IsShared { get; init; }

    /// <summary>True for the gradient of weights or of a bias.</summary>
    public bool IsGradient => Quantity.IsGradient;

    /// <summary>True for the results of training: parameters and loss after it.</summary>
    public bool IsAfterTraining => Quantity.IsAfterTraining;

    /// <summary>Its position in baselines and JSON reports. That order never changes: all δ together, then the gradients from the first
    /// layer to the last, and everything else as it is calculated.</summary>
    public (int Part, int Layer, int Index) StoredOrder => (IsAfterTraining ? 2 : IsGradient ? 1 : 0, IsGradient ? Layer : 0, Index);

    /// <summary>True if a row is a sample.</summary>
    public bool RowsAreSamples => Quantity.RowsAreSamples;

    /// <summary>True if the numbers are proportional to the loss's factor: losses, deltas and gradients.</summary>
    public bool ScalesWithLoss => Quantity.ScalesWithLoss;

    /// <summary>The address of a number, counted from 1: its sample, its unit or its row, and its column, where there is one.</summary>
    /// <param name="index">The number's row-major index in the tensor.</param>
    public (int? Sample, int? Row, int? Column) AddressOf(int index)
    {
        (int row, int column) = Math.DivRem(index, Columns);
        return RowsAreSamples ? (row + 1, column + 1, null)
            : IsWeights ? (null, row + 1, column + 1)
            : IsBias ? (null, row + 1, null)
            : (null, null, null);
    }
}

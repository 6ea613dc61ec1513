using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Rounding;

/// <summary>Calculates moves from the moved pre-activation on. A row of every buffer is a move: the next layer changes by W·Δz, one
/// product for each of its units, and the layers after it are matrix products over all rows.</summary>
/// <param name="state">The calculation without moves.</param>
internal sealed class UnitMoves(UnmovedPass state) : IUnitMoves
{
    /// <summary>How many numbers a buffer has, so that all of them stay in the processor's cache.</summary>
    private const int BufferLength = 1 << 15;

    /// <summary>What an activation takes, in multiplications.</summary>
    private const int CostOfActivation = 10;

    private readonly MatrixProduct _product = MatrixProduct.Default;
    private readonly int _rows = RowsOf(state);
    private readonly double[] _movedPreActivations = new double[RowsOf(state)];
    private readonly double[][] _a = Buffers(state);
    private readonly double[][] _z = Buffers(state);

    private int Last => state.Network.Layers.Count - 1;

    /// <inheritdoc/>
    public double NoiseOf(int sample) => state.Noises[sample];

    /// <inheritdoc/>
    public long CostOf(int layer)
    {
        bool isWhole = layer == Last || state.Network.Layers[layer].Activation is not ElementwiseActivation;
        long cost = CostOfActivation * (long)(isWhole ? state.Network.Layers[layer].Units : 1);
        for (int l = layer + 1; l <= Last; l++)
        {
            Layer current = state.Network.Layers[l];
            cost += current.Units * (CostOfActivation + (l == layer + 1 && !isWhole ? 1L : current.Inputs));
        }

        return cost;
    }

    /// <inheritdoc/>
    public void Reaches(int layer, ReadOnlySpan<UnitMove> moves, Span<double> reaches)
    {
        for (int from = 0; from < moves.Length; from += _rows)
        {
            ReadOnlySpan<UnitMove> block = moves.Slice(from, Math.Min(_rows, moves.Length - from));
            Forward(layer, block);
            for (int r = 0; r < block.Length; r++)
            {
                double reach = 1;
                for (int l = layer + 1; l <= Last; l++)
                {
                    ReadOnlySpan<double> a = Row(_a, l, r);
                    ReadOnlySpan<double> unmoved = state.PreActivations(l, block[r].Sample);
                    for (int k = 0; k < a.Length; k++)
                    {
                        reach = Math.Max(reach, Math.Abs((a[k] - unmoved[k]) / block[r].Distance));
                    }
                }

                reaches[from + r] = reach;
            }
        }
    }

    /// <inheritdoc/>
    public void Changes(int layer, ReadOnlySpan<UnitMove> moves, Span<double> changes)
    {
        for (int from = 0; from < moves.Length; from += _rows)
        {
            ReadOnlySpan<UnitMove> block = moves.Slice(from, Math.Min(_rows, moves.Length - from));
            Forward(layer, block);
            for (int r = 0; r < block.Length; r++)
            {
                changes[from + r] = IsSmooth(layer, block[r], r)
                    ? Finite(state.LossOf(Row(_a, Last, r), Row(_z, Last, r), block[r].Sample) - state.Losses[block[r].Sample])
                    : double.NaN;
            }
        }
    }

    private static int RowsOf(UnmovedPass state) => Math.Max(1, BufferLength / state.Widest);

    private static double[][] Buffers(UnmovedPass state)
        => [.. state.Network.Layers.Select(layer => new double[RowsOf(state) * layer.Units])];

    private static double Finite(double change) => double.IsFinite(change) ? change : double.NaN;

    private void Forward(int layer, ReadOnlySpan<UnitMove> moves)
    {
        bool isNextReady = Move(layer, moves);
        for (int l = layer + 1; l <= Last; l++)
        {
            Layer current = state.Network.Layers[l];
            Span<double> a = _a[l].AsSpan(0, moves.Length * current.Units);
            if (l > layer + 1 || !isNextReady)
            {
                _product.TimesTransposed(_z[l - 1].AsSpan(0, moves.Length * current.Inputs), current.Weights, a, current.Inputs);
                AddBias(current, a);
            }

            current.Activation.Apply(a, _z[l].AsSpan(0, a.Length), current.Units);
        }
    }

    /// <summary>Moves the pre-activations of a layer.</summary>
    /// <returns>Whether the pre-activations of the next layer are calculated too.</returns>
    private bool Move(int layer, ReadOnlySpan<UnitMove> moves)
    {
        Layer moved = state.Network.Layers[layer];
        var elementwise = moved.Activation as ElementwiseActivation;
        for (int r = 0; r < moves.Length; r++)
        {
            (int sample, int unit, double distance) = moves[r];
            double a = state.PreActivations(layer, sample)[unit] + distance;
            _movedPreActivations[r] = a;
            if (elementwise is not null && layer < Last)
            {
                AddColumn(layer + 1, unit, elementwise.Value(a) - state.Outputs(layer, sample)[unit], sample, Row(_a, layer + 1, r));
                continue;
            }

            Span<double> row = Row(_a, layer, r);
            state.PreActivations(layer, sample).CopyTo(row);
            row[unit] = a;
            moved.Activation.Apply(row, Row(_z, layer, r), moved.Units);
        }

        return elementwise is not null && layer < Last;
    }

    /// <summary>a + W·Δz, where only one input has changed.</summary>
    private void AddColumn(int layer, int input, double change, int sample, Span<double> result)
    {
        ReadOnlySpan<double> column = state.Column(layer, input);
        ReadOnlySpan<double> unmoved = state.PreActivations(layer, sample);
        for (int k = 0; k < result.Length; k++)
        {
            result[k] = unmoved[k] + (column[k] * change);
        }
    }

    private static void AddBias(Layer layer, Span<double> a)
    {
        ReadOnlySpan<double> bias = layer.Bias;
        for (int row = 0; row < a.Length && layer.HasBias; row += bias.Length)
        {
            for (int k = 0; k < bias.Length; k++)
            {
                a[row + k] += bias[k];
            }
        }
    }

    private bool IsSmooth(int layer, UnitMove move, int row)
    {
        double unmoved = state.PreActivations(layer, move.Sample)[move.Unit];
        if (!state.IsSameSide(layer, unmoved, _movedPreActivations[row]))
        {
            return false;
        }

        for (int l = layer + 1; l <= Last; l++)
        {
            if (!state.AreSameSides(l, state.PreActivations(l, move.Sample), Row(_a, l, row)))
            {
                return false;
            }
        }

        return state.AreSameSidesOfLoss(move.Sample, Row(_z, Last, row));
    }

    private Span<double> Row(double[][] values, int l, int row)
        => values[l].AsSpan(row * state.Network.Layers[l].Units, state.Network.Layers[l].Units);
}

using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>The derivatives of a large network, a unit at a time, until a budget is spent. A unit gives its δ in every sample, and from
/// these ∂L/∂w = Σ_n δ_n z_n of all its weights and ∂L/∂b = Σ_n δ_n: a weight moves the loss only through its unit's
/// pre-activations.</summary>
/// <remarks>The budget is counted in multiplications, so that neither the machine nor what else it does decides what is looked at. All
/// threads finish a group of units before the count is taken.</remarks>
/// <param name="loss">The forward pass.</param>
/// <param name="layout">The network.</param>
/// <param name="budget">How many multiplications may be spent. One unit of each layer is looked at in any case.</param>
/// <param name="cancellationToken">Stops the calculation.</param>
internal sealed class ManyNumbers(IForwardLoss loss, TensorLayout layout, long budget, CancellationToken cancellationToken)
{
    /// <summary>The budget unless another is given: some seconds on one processor core.</summary>
    public const long DefaultBudget = 10_000_000_000;

    /// <summary>How many units a group has.</summary>
    private const int GroupLength = 32;

    private const double UnitRoundoff = 1.0 / (1L << 53);

    private readonly Dictionary<int, (double[] Values, double[] Errors, bool[] Missing)> _tensors = layout.Steps
        .Where(NumberSample.IsDifferentiated)
        .ToDictionary(step => step.Index, step => (new double[step.Length], new double[step.Length], AllOf(step.Length)));

    /// <summary>Calculates the derivatives.</summary>
    /// <param name="numbers">Gets them.</param>
    /// <param name="errors">Gets their errors.</param>
    public void Calculate(TensorSet numbers, TensorSet errors)
    {
        IReadOnlyList<(int Layer, int Unit)> units = UnitOrder.Of(layout);
        UnitDifferences[] workers =
            [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new UnitDifferences(loss.UnitMoves(), layout.Samples))];
        long spent = 0;
        int done = 0;
        while (done < units.Count && (done < layout.Layers.Count || spent < budget))
        {
            int end = Math.Min(units.Count, done < layout.Layers.Count ? layout.Layers.Count : done + GroupLength);
            CalculateGroup(workers, units, done, end);
            spent = workers.Sum(worker => worker.Multiplications)
                + units.Take(end).Sum(unit => 2L * layout.Samples * layout.Layers[unit.Layer].Inputs);
            done = end;
        }

        foreach (Step step in layout.Steps.Where(NumberSample.IsDifferentiated))
        {
            (double[] values, double[] bounds, bool[] missing) = _tensors[step.Index];
            numbers.Set(step, values, missing.Contains(true) ? missing : null);
            errors.Set(step, bounds);
        }
    }

    /// <summary>Each worker has a thread of its own, as the pool's threads read the other oracles' answers.</summary>
    private void CalculateGroup(UnitDifferences[] workers, IReadOnlyList<(int Layer, int Unit)> units, int from, int end)
    {
        Task[] tasks =
        [
            .. workers.Select((worker, w) => Task.Factory.StartNew(
                () =>
                {
                    var estimates = new DerivativeEstimate[layout.Samples];
                    for (int i = from + w; i < end; i += workers.Length)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        worker.Of(units[i].Layer, units[i].Unit, estimates);
                        Take(units[i].Layer, units[i].Unit, estimates);
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)),
        ];
        Task.WhenAll(tasks).GetAwaiter().GetResult();
    }

    private void Take(int layer, int unit, DerivativeEstimate[] estimates)
    {
        Step delta = layout.Delta(layer);
        for (int n = 0; n < estimates.Length; n++)
        {
            Set(delta, (n * delta.Columns) + unit, estimates[n]);
        }

        if (layout.BiasGradient(layer) is { } bias)
        {
            Set(bias, unit, Sum(estimates, [], 0, 0));
        }

        Step weights = layout.WeightGradient(layer);
        ReadOnlySpan<double> inputs = loss.InputsOf(layer).Span;
        for (int m = 0; m < weights.Columns; m++)
        {
            Set(weights, (unit * weights.Columns) + m, Sum(estimates, inputs, weights.Columns, m));
        }
    }

    private void Set(Step step, int index, DerivativeEstimate estimate)
    {
        (double[] values, double[] errors, bool[] missing) = _tensors[step.Index];
        (values[index], errors[index], missing[index]) = (estimate.Value, estimate.Error, false);
    }

    /// <summary>Σ_n δ_n z_n, or Σ_n δ_n if there are no inputs. A sample whose input is 0 does not count, even if nothing is known of
    /// it.</summary>
    private static DerivativeEstimate Sum(DerivativeEstimate[] estimates, ReadOnlySpan<double> inputs, int columns, int column)
    {
        double sum = 0;
        double error = 0;
        double magnitude = 0;
        for (int n = 0; n < estimates.Length; n++)
        {
            double z = inputs.IsEmpty ? 1 : inputs[(n * columns) + column];
            if (z != 0)
            {
                double product = estimates[n].Value * z;
                sum += product;
                magnitude += Math.Abs(product);
                error += estimates[n].Error * Math.Abs(z);
            }
        }

        error += (estimates.Length + 1) * UnitRoundoff * magnitude;
        return double.IsFinite(sum) && double.IsFinite(error)
            ? new DerivativeEstimate(sum, error)
            : new DerivativeEstimate(0, double.PositiveInfinity);
    }

    private static bool[] AllOf(int length)
    {
        bool[] all = new bool[length];
        Array.Fill(all, true);
        return all;
    }
}

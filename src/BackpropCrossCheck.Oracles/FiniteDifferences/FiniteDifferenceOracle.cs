using System.Reflection;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;
using MathNet.Numerics.Differentiation;

namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>Numerical derivatives of the loss by every weight, bias and pre-activation, each with an error estimate. It uses the engine's
/// forward pass, but nothing of its backward pass. So it can show that a gradient does not belong to the loss, but not that the loss itself
/// is right.</summary>
/// <param name="forward">The forward pass of a network.</param>
/// <param name="patience">How long an answer may take; above 0.</param>
/// <param name="budget">How many multiplications may be spent on a large network.</param>
internal sealed class FiniteDifferenceOracle(ForwardPass forward, TimeSpan patience, long budget = ManyNumbers.DefaultBudget) : IOracle
{
    private readonly SemaphoreSlim _processors = new(Environment.ProcessorCount);

    /// <inheritdoc/>
    public string Name => OracleCatalogue.FiniteDifferences;

    /// <inheritdoc/>
    public bool KeepsNothing => true;

    /// <inheritdoc/>
    public Task<OracleStatus> StartAsync(CancellationToken cancellationToken)
    {
        string version = typeof(NumericalDerivative).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "0";
        return Task.FromResult<OracleStatus>(
            new OracleStatus.Available(Name, $"MathNet.Numerics {version}", [FloatFormat.Float64], forward.Activations)
            {
                Regularizes = true,
            });
    }

    /// <inheritdoc/>
    public async Task<OracleAnswer> AskAsync(OracleQuestion question, CancellationToken cancellationToken)
    {
        await _processors.WaitAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            // It gets a thread of its own: pool threads read the other oracles' answers, and those must not wait for a long calculation.
            return await Task.Factory.StartNew(
                () => PenaltyDerivatives.Added(question, Differentiate(question, limit.Token)),
                cancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new OracleAnswer.Failed(
                $"it had not differentiated every number within {DurationText.Of(patience)} and was stopped; "
                    + "--timeout SECONDS gives it more.");
        }
        finally
        {
            _processors.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _processors.Dispose();
        return ValueTask.CompletedTask;
    }

    private OracleAnswer.Computed Differentiate(OracleQuestion question, CancellationToken cancellationToken)
    {
        IForwardLoss loss = forward.Of(question);
        TensorLayout layout = question.Layout;
        var numbers = new TensorSet(layout);
        var errors = new TensorSet(layout);
        numbers.Set(layout.Loss, [loss.Base.Value]);
        errors.Set(layout.Loss, [loss.Noise]);
        if (!NumberSample.AreFew(layout))
        {
            new ManyNumbers(loss, layout, budget, cancellationToken).Calculate(numbers, errors);
            return new OracleAnswer.Computed(numbers, errors);
        }

        foreach (Step step in layout.Steps.Where(NumberSample.IsDifferentiated))
        {
            double[] values = new double[step.Length];
            double[] bounds = new double[step.Length];
            for (int i = 0; i < step.Length; i++)
            {
                (values[i], bounds[i]) = Derivative(loss, step, i, layout.Samples, cancellationToken);
            }

            numbers.Set(step, values);
            errors.Set(step, bounds);
        }

        return new OracleAnswer.Computed(numbers, errors);
    }

    private static DerivativeEstimate Derivative(IForwardLoss loss, Step step, int index, int samples, CancellationToken cancellationToken)
    {
        int row = index / step.Columns;
        int column = index % step.Columns;
        double[] direction = new double[samples];
        int unit = row;
        switch (step)
        {
            case { RowsAreSamples: true }:
                unit = column;
                direction[row] = 1;
                break;
            case { IsBias: true }:
                Array.Fill(direction, 1);
                break;
            default:
                ReadOnlySpan<double> inputs = loss.InputsOf(step.Layer).Span;
                for (int n = 0; n < samples; n++)
                {
                    direction[n] = inputs[(n * step.Columns) + column];
                }

                break;
        }

        double reach = loss.Reach(step.Layer, unit, direction);
        return new CentralDifference().At(Moved, loss.Base, loss.Noise, reach);

        LossSample Moved(double t)
        {
            // In a large batch a single number takes long, so every forward pass checks for cancellation.
            cancellationToken.ThrowIfCancellationRequested();
            return loss.Moved(step.Layer, unit, direction, t);
        }
    }
}

using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>The engine of our own: <see cref="Backpropagation"/> and <see cref="ITraining"/>.</summary>
public sealed class BackpropagationEngine : IGradientEngine
{
    /// <inheritdoc/>
    public TensorSet Calculate(Fixture fixture) => Calculate(fixture, CancellationToken.None);

    /// <inheritdoc/>
    public TensorSet Calculate(Fixture fixture, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        var pass = new Backpropagation(fixture.Network, fixture.Batch, fixture.Loss, regularization: fixture.Regularization);
        pass.Run();
        TensorLayout layout = fixture.Layout;
        var numbers = new TensorSet(layout);
        numbers.Set(layout.Loss, [pass.LossValue]);
        for (int l = 0; l < layout.Layers.Count; l++)
        {
            numbers.Set(layout.PreActivation(l), pass.PreActivations(l).ToArray());
            numbers.Set(layout.Output(l), pass.Outputs(l).ToArray());
            numbers.Set(layout.Delta(l), pass.Deltas(l).ToArray());
            numbers.Set(layout.WeightGradient(l), pass.TakeWeightGradient(l));
            if (layout.BiasGradient(l) is { } bias)
            {
                numbers.Set(bias, pass.BiasGradient(l).ToArray());
            }
        }

        if (fixture.Training is { } training)
        {
            Train(fixture, training, numbers, cancellationToken);
        }

        if (layout.HasOptional)
        {
            AddOptional(fixture, numbers);
        }

        return numbers;
    }

    /// <summary>The numbers that few entries state. They come from the calculation that keeps every step.</summary>
    private static void AddOptional(Fixture fixture, TensorSet numbers)
    {
        Fixture first = fixture.Training is { } training ? fixture with { Training = training with { Steps = 1 } } : fixture;
        TensorSet worked = WorkedCalculation.Of(first, fixture.Loss, CalculationSteps.Correct, ResultForm.Exact).Numbers;
        foreach (Step step in numbers.Layout.Steps.Where(step => step.Quantity.IsOptional))
        {
            if (worked[step] is { } values)
            {
                numbers.Set(step, values);
            }
        }
    }

    private static void Train(Fixture fixture, Training training, TensorSet numbers, CancellationToken cancellationToken)
    {
        ITraining descent = training.Start(fixture.Network, fixture.Batch, fixture.Loss, fixture.Regularization);
        for (int step = 0; step < training.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            descent.Step();
        }

        TensorLayout layout = numbers.Layout;
        numbers.Set(layout.UpdatedLoss, [descent.LossValue()]);
        for (int l = 0; l < layout.Layers.Count; l++)
        {
            numbers.Set(layout.UpdatedWeights(l), descent.Network.Layers[l].Weights.ToArray());
            if (layout.UpdatedBias(l) is { } bias)
            {
                numbers.Set(bias, descent.Network.Layers[l].CopyBias()!);
            }
        }
    }
}

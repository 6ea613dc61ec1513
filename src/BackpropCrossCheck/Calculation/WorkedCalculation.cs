using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>Executes the steps of a calculation in the order of <see cref="TensorLayout"/>, and keeps every result.</summary>
internal sealed class WorkedCalculation
{
    private readonly CalculationSteps _steps;
    private readonly ResultForm _form;
    private readonly CalculationState _state;

    private WorkedCalculation(CalculationState state, CalculationSteps steps, ResultForm form)
    {
        _state = state;
        _steps = steps;
        _form = form;
    }

    /// <summary>Every result of a calculation; with several steps of gradient descent, those of the first step.</summary>
    public CalculationState State => _state;

    /// <summary>Its numbers, including ∂L/∂z and h'(a).</summary>
    public TensorSet Numbers => _state.Numbers;

    private TensorLayout Layout => _state.Numbers.Layout;

    /// <summary>Calculates.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="loss">The convention in which loss, deltas and gradients are stated; of the same family as the fixture's. The training
    /// descends the fixture's own loss.</param>
    /// <param name="steps">How each step is calculated.</param>
    /// <param name="form">What happens to each result before it is used further.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static WorkedCalculation Of(Fixture fixture, Loss loss, CalculationSteps steps, ResultForm form)
    {
        var worked = new WorkedCalculation(new CalculationState(fixture, fixture.Network, loss), steps, form);
        worked.Forward();
        worked.Loss();
        worked.Backward();
        if (fixture.Training is { } training && !form.IsEnough)
        {
            worked.Train(training);
        }

        return worked;
    }

    private void Forward()
    {
        for (int l = 0; l <= _state.Last && !_form.IsEnough; l++)
        {
            Keep(Layout.PreActivation(l), _steps.PreActivations(_state, l));
            if (!_form.IsEnough)
            {
                Keep(Layout.Output(l), _steps.Outputs(_state, l));
            }
        }
    }

    private void Loss(int stepsDone = 0)
    {
        if (!_form.IsEnough)
        {
            Keep(Layout.Loss, [LossAfter(stepsDone)]);
        }
    }

    private void Backward()
    {
        for (int l = _state.Last; l >= 0 && !_form.IsEnough; l--)
        {
            Delta(l);
            if (!_form.IsEnough)
            {
                Gradients(l);
            }
        }

        if (Layout.HasOptional && !_form.IsEnough)
        {
            Keep(Layout.Find(Quantity.InputGradient, -1)!, _steps.InputGradients(_state));
        }
    }

    private void Delta(int l)
    {
        bool isFused = l == _state.Last && _state.IsFused;
        if (!isFused || Layout.HasOptional)
        {
            Factors(l);
        }

        Keep(Layout.Delta(l), isFused ? _steps.FusedDeltas(_state) : _steps.Deltas(_state, l));
    }

    private void Factors(int l)
    {
        Keep(Layout.Find(Quantity.OutputGradient, l)!, _steps.OutputGradients(_state, l));
        if (_steps.Derivatives(_state, l) is { } derivatives)
        {
            Keep(Layout.Find(Quantity.Derivative, l)!, derivatives);
        }
    }

    private void Gradients(int l)
    {
        Keep(Layout.WeightGradient(l), _steps.WeightGradientOf(_state, l));
        if (Layout.BiasGradient(l) is { } bias)
        {
            Keep(bias, _steps.BiasGradientOf(_state, l));
        }
    }

    /// <summary>Gradient descent. The results of the first step stay in this calculation's state; later steps matter only for the final
    /// parameters. A training that diverges has neither updated parameters nor an updated loss.</summary>
    private void Train(Training training)
    {
        if (_steps.TrainedOtherwise(_state, training, _form.BetweenSamples) is { } otherwise)
        {
            if (Layout.HasOptional
                && _steps.TrainedOtherwise(_state, training with { Steps = 1 }, _form.BetweenSamples) is { } first)
            {
                KeepUpdates(first);
            }

            if (Kept(otherwise, training) is { } kept)
            {
                KeepTraining(kept, training);
            }

            return;
        }

        if (_state.Fixture.TrainsBySamples)
        {
            // A training by samples without a result diverges; one with the whole batch is another training.
            return;
        }

        Loss descended = _state.Fixture.Loss;
        bool onStated = _state.Loss == descended || _form.DescendsOnStated;
        WorkedCalculation present = onStated ? this : Of(_state.Fixture with { Training = null }, descended, _steps, _form);
        var memory = new OptimizerMemory(_steps.OptimizerOf(training), _state.Network);
        for (int step = 1; ; step++)
        {
            bool isLast = step == training.Steps;
            if (step == 1 && Layout.HasOptional)
            {
                KeepUpdates(present._state, training, memory);
            }

            if (present.Descend(training, memory, isLast ? _form : _form.BetweenSteps, step == 1 ? _state : null) is not { } updated)
            {
                return;
            }

            memory.Advance();
            if (isLast)
            {
                KeepTraining(updated, training);
                return;
            }

            present = After(updated, descended);
            present.Loss(step);
            present.Backward();
        }
    }

    /// <summary>What the first step adds to each parameter.</summary>
    /// <param name="state">The calculation whose gradients it descends.</param>
    /// <param name="training">The training.</param>
    /// <param name="memory">What the update rule remembers; overwritten.</param>
    private void KeepUpdates(CalculationState state, Training training, OptimizerMemory memory)
    {
        Optimizer optimizer = OptimizerFor(state, training);
        for (int l = 0; l <= _state.Last; l++)
        {
            double[] gradient = Descended(state, Quantity.WeightGradient, l);
            Keep(
                Layout.Find(Quantity.WeightUpdate, l)!,
                _steps.Updated(new double[gradient.Length], gradient, optimizer, memory.OfWeights(l)));
            if (Layout.Find(Quantity.BiasUpdate, l) is not { } bias)
            {
                continue;
            }

            double[] zeros = new double[bias.Length];
            if (training.Biases)
            {
                Keep(bias, _steps.Updated(zeros, Descended(state, Quantity.BiasGradient, l), optimizer, memory.OfBias(l)));
            }
            else
            {
                _state.Numbers.Set(bias, _form.OfUnchanged(bias, zeros));
            }
        }
    }

    /// <summary>What a first step of another kind adds to each parameter.</summary>
    /// <param name="trained">The network after it.</param>
    private void KeepUpdates(Network trained)
    {
        for (int l = 0; l <= _state.Last; l++)
        {
            Keep(Layout.Find(Quantity.WeightUpdate, l)!, Difference(trained.Layers[l].Weights, _state.Network.Layers[l].Weights));
            if (Layout.Find(Quantity.BiasUpdate, l) is { } bias)
            {
                Keep(bias, Difference(trained.Layers[l].CopyBias(), _state.Network.Layers[l].CopyBias()));
            }
        }
    }

    private static double[] Difference(ReadOnlySpan<double> after, ReadOnlySpan<double> before)
    {
        double[] difference = after.ToArray();
        for (int i = 0; i < difference.Length; i++)
        {
            difference[i] -= before[i];
        }

        return difference;
    }

    /// <summary>The update rule for the gradients of a calculation, which may be stated in another convention.</summary>
    private Optimizer OptimizerFor(CalculationState state, Training training)
        => _steps.OptimizerOf(training).ForGradientsTimes(state.Regularization.IsNone ? FactorOf(state) : 1);

    /// <summary>The factor from the convention of a calculation to the fixture's.</summary>
    private double FactorOf(CalculationState state) => state.Loss.FactorTo(_state.Fixture.Loss, _state.Samples, _state.Network.Outputs);

    /// <summary>A gradient that the rule of <see cref="OptimizerFor"/> descends. What a regularization adds has no factor, so that a
    /// gradient with it is converted here.</summary>
    private double[] Descended(CalculationState state, Quantity quantity, int l)
    {
        double[] stated = state.Required(quantity, l);
        double factor = FactorOf(state);
        if (state.Regularization.IsNone || factor == 1)
        {
            return stated;
        }

        Layer layer = state.Network.Layers[l];
        double[] added = new double[stated.Length];
        if (quantity == Quantity.WeightGradient || state.Regularization.Biases)
        {
            state.Regularization.AddTo(quantity == Quantity.WeightGradient ? layer.Weights : layer.Bias, added);
        }

        return [.. stated.Zip(added, (gradient, term) => ((gradient - term) * factor) + term)];
    }

    /// <summary>The forward pass of an updated network.</summary>
    private WorkedCalculation After(Network updated, Loss loss)
    {
        var after = new WorkedCalculation(new CalculationState(_state.Fixture, updated, loss), _steps, _form.BetweenSteps);
        after.Forward();
        return after;
    }

    private void KeepTraining(Network last, Training training)
    {
        for (int l = 0; l <= _state.Last; l++)
        {
            _state.Numbers.Set(Layout.UpdatedWeights(l), last.Layers[l].Weights.ToArray());
            if (Layout.UpdatedBias(l) is { } bias)
            {
                _state.Numbers.Set(bias, last.Layers[l].CopyBias()!);
            }
        }

        Keep(Layout.UpdatedLoss, [After(last, _state.Loss).LossAfter(training.Steps)]);
    }

    /// <summary>A network that was trained otherwise, in this calculation's form; null if a parameter is no longer finite.</summary>
    private Network? Kept(Network trained, Training training) => WithParameters(
        (l, step) => _form.Of(step, trained.Layers[l].Weights.ToArray()),
        (l, step) => training.Biases
            ? _form.Of(step, trained.Layers[l].CopyBias()!)
            : _form.OfUnchanged(step, trained.Layers[l].CopyBias()!));

    /// <summary>L of this calculation. If it is not defined, the exception says after how many steps of gradient descent.</summary>
    private double LossAfter(int stepsDone)
    {
        try
        {
            return _steps.LossValueOf(_state);
        }
        catch (UndefinedLossException fault) when (stepsDone > 0)
        {
            throw fault.After(stepsDone);
        }
    }

    /// <summary>The network after a step; null if a parameter is no longer finite.</summary>
    /// <param name="training">The training.</param>
    /// <param name="memory">What the update rule remembers.</param>
    /// <param name="form">What happens to each new parameter.</param>
    /// <param name="updates">The calculation with the updates of this step; null if they are not known.</param>
    public Network? Descend(Training training, OptimizerMemory memory, ResultForm form, CalculationState? updates)
    {
        Optimizer optimizer = OptimizerFor(_state, training);
        return WithParameters(
            (l, step) => form.Of(
                step,
                updates?[Quantity.WeightUpdate, l] is { } update
                    ? Sum(_state.Network.Layers[l].Weights, update)
                    : Updated(_state.Network.Layers[l].Weights, Quantity.WeightGradient, l, memory.OfWeights(l))),
            (l, step) => !training.Biases
                ? form.OfUnchanged(step, _state.Network.Layers[l].CopyBias()!)
                : form.Of(
                    step,
                    updates?[Quantity.BiasUpdate, l] is { } update
                        ? Sum(_state.Network.Layers[l].CopyBias(), update)
                        : Updated(_state.Network.Layers[l].CopyBias(), Quantity.BiasGradient, l, memory.OfBias(l))));

        double[] Updated(ReadOnlySpan<double> parameters, Quantity gradient, int l, Span<double> remembered)
            => _steps.Updated(parameters, Descended(_state, gradient, l), optimizer, remembered, memory.Update);
    }

    private double[] Sum(ReadOnlySpan<double> parameters, double[] updates)
    {
        double[] sum = new double[updates.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = _steps.Arithmetic.Sum(parameters[i], updates[i]);
        }

        return sum;
    }

    private Network? WithParameters(Func<int, Step, double[]> weightsOf, Func<int, Step, double[]> biasOf)
    {
        var layers = new List<Layer>();
        for (int l = 0; l <= _state.Last; l++)
        {
            Layer layer = _state.Network.Layers[l];
            double[] weights = weightsOf(l, Layout.UpdatedWeights(l));
            double[]? bias = Layout.UpdatedBias(l) is { } updated ? biasOf(l, updated) : null;
            if (!Array.TrueForAll(weights, double.IsFinite) || (bias is not null && !Array.TrueForAll(bias, double.IsFinite)))
            {
                return null;
            }

            layers.Add(layer.With(weights, bias));
        }

        return new Network(layers);
    }

    private void Keep(Step step, double[] values) => _state.Numbers.Set(step, _form.Of(step, values));
}

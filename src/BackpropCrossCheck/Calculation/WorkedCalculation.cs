using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>Takes the steps of a calculation in the paper's order and keeps every result: forward, loss, deltas backward, gradients, update.</summary>
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

    /// <summary>Every result of a calculation, in its first step of gradient descent where there are several.</summary>
    public CalculationState State => _state;

    /// <summary>The numbers that an entry or an oracle would give.</summary>
    public TensorSet Numbers => NumbersOf(_state);

    /// <summary>Calculates.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="loss">The convention that loss, deltas and gradients are stated in; of the fixture's family. The training descends the fixture's own.</param>
    /// <param name="steps">How each step is done.</param>
    /// <param name="form">What becomes of each result before it is used further.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for an output.</exception>
    public static WorkedCalculation Of(Fixture fixture, Loss loss, CalculationSteps steps, ResultForm form)
    {
        var worked = new WorkedCalculation(new CalculationState(fixture, fixture.Network, loss), steps, form);
        worked.Forward();
        worked.Loss();
        worked.Backward();
        worked.Gradients();
        if (fixture.Training is { } training && !form.IsEnough)
        {
            worked.Train(training);
        }

        return worked;
    }

    /// <summary>The step that gives the numbers of a tensor.</summary>
    /// <param name="slot">The tensor.</param>
    public static CalculationStep StepOf(TensorSlot slot) => slot.Quantity switch
    {
        Quantity.PreActivation => CalculationStep.PreActivation,
        Quantity.Output => CalculationStep.Output,
        Quantity.Loss => CalculationStep.Loss,
        Quantity.Delta => CalculationStep.Delta,
        Quantity.Gradient => slot.Parameter == ParameterTensor.Bias ? CalculationStep.BiasGradient : CalculationStep.WeightGradient,
        Quantity.UpdatedParameter => slot.Parameter == ParameterTensor.Bias ? CalculationStep.UpdatedBias : CalculationStep.UpdatedWeights,
        _ => CalculationStep.UpdatedLoss,
    };

    private void Forward()
    {
        for (int l = 0; l <= _state.Last && !_form.IsEnough; l++)
        {
            Keep(CalculationStep.PreActivation, l, _steps.PreActivations(_state, l));
            Keep(CalculationStep.Output, l, _steps.Outputs(_state, l));
        }
    }

    private void Loss(int stepsDone = 0)
    {
        if (!_form.IsEnough)
        {
            Keep(CalculationStep.Loss, -1, [LossAfter(stepsDone)]);
        }
    }

    private void Backward()
    {
        for (int l = _state.Last; l >= 0 && !_form.IsEnough; l--)
        {
            if (l == _state.Last && _state.IsFused)
            {
                Keep(CalculationStep.Delta, l, _steps.FusedDeltas(_state));
                continue;
            }

            Keep(CalculationStep.OutputGradient, l, _steps.OutputGradients(_state, l));
            if (_steps.Derivatives(_state, l) is { } derivatives)
            {
                Keep(CalculationStep.Derivative, l, derivatives);
            }

            Keep(CalculationStep.Delta, l, _steps.Deltas(_state, l));
        }
    }

    private void Gradients()
    {
        for (int l = _state.Last; l >= 0 && !_form.IsEnough; l--)
        {
            Keep(CalculationStep.WeightGradient, l, _steps.WeightGradient(_state, l));
            if (_state.Network.Layers[l].HasBias)
            {
                Keep(CalculationStep.BiasGradient, l, _steps.BiasGradient(_state, l));
            }
        }
    }

    /// <summary>Gradient descent. The results of the first step stay in this calculation's state; those of later steps are of use to nobody but the last
    /// parameters. A training that diverges has no updated parameters and no updated loss.</summary>
    private void Train(Training training)
    {
        Loss descended = _state.Fixture.Loss;
        bool onStated = _state.Loss == descended || _form.DescendsOnStated;
        WorkedCalculation present = onStated ? this : Of(_state.Fixture with { Training = null }, descended, _steps, _form);
        for (int step = 1; ; step++)
        {
            bool isLast = step == training.Steps;
            if (present.Descend(training, isLast ? _form : _form.BetweenSteps) is not { } updated)
            {
                return;
            }

            present = new WorkedCalculation(
                new CalculationState(_state.Fixture, updated, isLast ? _state.Loss : descended), _steps, _form.BetweenSteps);
            present.Forward();
            if (isLast)
            {
                break;
            }

            present.Loss(step);
            present.Backward();
            present.Gradients();
        }

        Network last = present._state.Network;
        for (int l = 0; l <= _state.Last; l++)
        {
            _state[CalculationStep.UpdatedWeights, l] = last.Layers[l].Weights.ToArray();
            _state[CalculationStep.UpdatedBias, l] = last.Layers[l].HasBias ? last.Layers[l].Bias.ToArray() : null;
        }

        Keep(CalculationStep.UpdatedLoss, -1, [present.LossAfter(training.Steps)]);
    }

    /// <summary>L of this calculation; where it is not defined, the fault says after how many steps of gradient descent.</summary>
    private double LossAfter(int stepsDone)
    {
        try
        {
            return _steps.LossValue(_state);
        }
        catch (UndefinedLossException fault) when (stepsDone > 0)
        {
            throw fault.After(stepsDone);
        }
    }

    /// <summary>The network after a step; null where a parameter is no longer finite.</summary>
    private Network? Descend(Training training, ResultForm form)
    {
        double rate = training.LearningRate * _state.Loss.FactorTo(_state.Fixture.Loss, _state.Samples, _state.Network.Outputs);
        var layers = new List<Layer>();
        for (int l = 0; l <= _state.Last; l++)
        {
            Layer layer = _state.Network.Layers[l];
            double[] weights = form.Of(
                CalculationStep.UpdatedWeights, l, _steps.Updated(layer.Weights, _state.Required(CalculationStep.WeightGradient, l), rate));
            double[]? bias = !layer.HasBias ? null
                : !training.Biases ? form.OfUnchanged(CalculationStep.UpdatedBias, l, layer.Bias.ToArray())
                : form.Of(CalculationStep.UpdatedBias, l, _steps.Updated(layer.Bias, _state.Required(CalculationStep.BiasGradient, l), rate));
            if (!Array.TrueForAll(weights, double.IsFinite) || (bias is not null && !Array.TrueForAll(bias, double.IsFinite)))
            {
                return null;
            }

            layers.Add(new Layer(layer.Inputs, layer.Units, weights, bias, layer.Activation));
        }

        return new Network(layers);
    }

    private void Keep(CalculationStep step, int layer, double[] values) => _state[step, layer] = _form.Of(step, layer, values);

    private static TensorSet NumbersOf(CalculationState state)
    {
        TensorLayout layout = state.Fixture.Layout;
        var numbers = new TensorSet(layout);
        foreach (TensorSlot slot in layout.Slots)
        {
            if (state[StepOf(slot), slot.Layer] is { } values)
            {
                numbers.Set(slot, values);
            }
        }

        return numbers;
    }
}

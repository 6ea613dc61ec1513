using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>A calculation with its numbers as text.</summary>
internal sealed class TracedCalculation
{
    /// <summary>Different decimal texts differ by more than this relative amount; binary forms of the same text by less.</summary>
    private const double SameNumber = 1e-12;

    private readonly TracedForm _form;
    private readonly int _decimals;

    private TracedCalculation(WorkedCalculation worked, TracedForm form, TraceOptions options)
    {
        State = worked.State;
        Numbers = worked.Numbers;
        _form = form;
        Options = options;
        _decimals = options.Decimals;
    }

    /// <summary>The results.</summary>
    public CalculationState State { get; }

    /// <summary>The numbers that an entry would contain.</summary>
    public TensorSet Numbers { get; }

    /// <summary>How it is shown.</summary>
    public TraceOptions Options { get; }

    /// <summary>Calculates.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="loss">The convention.</param>
    /// <param name="options">How to calculate, and what to show.</param>
    /// <param name="taken">A person's numbers that replace the calculated ones, or null.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static TracedCalculation Of(Fixture fixture, Loss loss, TraceOptions options, TensorSet? taken = null)
    {
        var form = new TracedForm(fixture, options.RoundedTo, taken);
        var worked = WorkedCalculation.Of(
            fixture, loss, options.RoundedTo is null ? CalculationSteps.Correct : new HandSteps(fromOutputs: true), form);
        if (double.IsNaN(worked.State.Required(Quantity.Loss, -1)[0]))
        {
            // In a calculation by hand, an undefined loss is NaN. This call throws instead, and tells the reader which output is to blame.
            _ = CalculationSteps.Correct.LossValue(worked.State);
        }

        return new TracedCalculation(worked, form, options);
    }

    /// <summary>Whether this result exists.</summary>
    public bool Has(Quantity quantity, int layer) => _form.Kept[quantity, layer] is not null;

    /// <summary>The value of a result that is used further.</summary>
    public double Value(Quantity quantity, int layer, int index) => _form.Kept[quantity, layer]![index];

    /// <summary>A result as an operand of a later line.</summary>
    public string Text(Quantity quantity, int layer, int index)
        => NumberText.Of(Value(quantity, layer, index), _decimals, IsExact(quantity, layer, index));

    /// <summary>A number of the fixture.</summary>
    public string Given(double value) => NumberText.Of(value, _decimals);

    /// <summary>z of the layer below as an operand; the inputs for the first layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="sample">The sample, from 0.</param>
    /// <param name="unit">The unit below, from 0.</param>
    public string Input(int layer, int sample, int unit)
    {
        int index = (sample * State.Network.Layers[layer].Inputs) + unit;
        return layer == 0 ? Given(State.Fixture.Batch.Inputs[index]) : Text(Quantity.Output, layer - 1, index);
    }

    /// <summary>"≈ 0.46", and the number that a person wrote instead.</summary>
    public Formula Result(Quantity quantity, int layer, int index)
    {
        bool exact = IsExact(quantity, layer, index);
        double formed = _form.Formed[quantity, layer]![index];
        double kept = Value(quantity, layer, index);
        var result = Formula.Of(new Formula.Sign(exact ? "=" : "≈"), new Formula.Number(NumberText.Of(formed, _decimals, exact)));
        return Math.Abs(formed - kept) <= SameNumber * Math.Abs(kept) ? result
            : Formula.Of(result, new Formula.Words($"written: {NumberText.Of(kept, _decimals, isExact: false)}"));
    }

    private bool IsExact(Quantity quantity, int layer, int index)
        => DecimalRounding.IsExact(_form.Calculated[quantity, layer]![index], _decimals);
}

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

    /// <summary>The calculation that the parameters come from; null if they are the fixture's.</summary>
    private TracedCalculation? _before;

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
        var form = new TracedForm(fixture, options.RoundedTo, taken, options.IsDeltaRule);
        var worked = WorkedCalculation.Of(
            fixture, loss, options.RoundedTo is null ? CalculationSteps.Correct : new TracedSteps(), form);
        if (double.IsNaN(worked.State.Required(Quantity.Loss, -1)[0]))
        {
            // In a calculation by hand, an undefined loss is NaN. This call throws instead, and tells the reader which output is to blame.
            _ = CalculationSteps.Correct.LossValue(worked.State);
        }

        return new TracedCalculation(worked, form, options);
    }

    /// <summary>The calculation with the parameters after a training, in the same convention.</summary>
    /// <param name="before">The calculation with the training.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static TracedCalculation After(TracedCalculation before) => After(before, fixture => fixture);

    /// <summary>A calculation that goes on with the parameters after a training.</summary>
    /// <param name="before">The calculation with the training.</param>
    /// <param name="next">Makes the fixture of the calculation out of the one with the parameters after the training.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static TracedCalculation After(TracedCalculation before, Func<Fixture, Fixture> next)
    {
        TracedCalculation after = Of(next(UpdatedFixture.Of(before.State)), before.State.Loss, before.Options);
        after._before = before;
        return after;
    }

    /// <summary>Whether this result has a line. The factors of δ have none where δ is y − t, even if somebody states them.</summary>
    public bool Has(Quantity quantity, int layer) => _form.Kept[quantity, layer] is not null
        && !(State.IsFused && layer == State.Last && (quantity == Quantity.Derivative || quantity == Quantity.OutputGradient));

    /// <summary>The value of a result that is used further.</summary>
    public double Value(Quantity quantity, int layer, int index) => _form.Kept[quantity, layer]![index];

    /// <summary>A result as an operand of a later line.</summary>
    public Formula.Number Operand(Quantity quantity, int layer, int index)
        => Written(Signed(quantity, Value(quantity, layer, index)), IsExact(quantity, layer, index));

    /// <summary>What a training adds to a parameter, as an operand.</summary>
    /// <param name="updated">The updated parameter.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="index">Its row-major index, from 0.</param>
    public Formula.Number Update(Quantity updated, int layer, int index)
        => Written(
            _form.Updates[updated, layer]![index], DecimalRounding.IsExact(_form.CalculatedUpdates[updated, layer]![index], _decimals));

    /// <summary>A weight as an operand: given, or a result of the training.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="index">Its row-major index, from 0.</param>
    public Formula.Number Weight(int layer, int index)
        => Parameter(Quantity.UpdatedWeights, layer, index, State.Network.Layers[layer].Weights[index]);

    /// <summary>A bias as an operand: given, or a result of the training.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="index">Its index, from 0.</param>
    public Formula.Number Bias(int layer, int index)
        => Parameter(
            Quantity.UpdatedBias, layer, State.Network.Layers[layer].SharesBias ? 0 : index, State.Network.Layers[layer].Bias[index]);

    /// <summary>z of the layer below as an operand; the inputs for the first layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="sample">The sample, from 0.</param>
    /// <param name="unit">The unit below, from 0.</param>
    public Formula.Number Input(int layer, int sample, int unit)
    {
        int index = (sample * State.Network.Layers[layer].Inputs) + unit;
        return layer == 0 ? NumberText.Given(State.Fixture.Batch.Inputs[index]) : Operand(Quantity.Output, layer - 1, index);
    }

    /// <summary>"≈ 0.46", and the number that a person wrote instead.</summary>
    /// <param name="quantity">Which result.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    /// <param name="index">The index of the number in it.</param>
    /// <param name="fromExact">Whether the numbers before the sign are written exactly. Otherwise the line holds only about.</param>
    public Formula Result(Quantity quantity, int layer, int index, bool fromExact)
    {
        double formed = Signed(quantity, _form.Formed[quantity, layer]![index]);
        double kept = Signed(quantity, Value(quantity, layer, index));
        Formula result = Result(formed, fromExact && IsExact(quantity, layer, index));
        return Math.Abs(formed - kept) <= SameNumber * Math.Abs(kept) ? result
            : Formula.Of(result, new Formula.Words($"written: {Written(kept, isExact: false).Digits}"));
    }

    /// <summary>"≈ 0.12": what a training adds to a parameter.</summary>
    /// <param name="updated">The updated parameter.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="index">Its row-major index, from 0.</param>
    /// <param name="fromExact">Whether the numbers before the sign are written exactly.</param>
    public Formula UpdateResult(Quantity updated, int layer, int index, bool fromExact)
        => Result(
            _form.Updates[updated, layer]![index],
            fromExact && DecimalRounding.IsExact(_form.CalculatedUpdates[updated, layer]![index], _decimals));

    private Formula Result(double formed, bool isExact)
    {
        Formula.Number number = Written(formed, isExact);
        return Formula.Of(new Formula.Sign(isExact && !number.IsRounded ? "=" : "≈"), number);
    }

    /// <summary>The number with the sign that the notation gives it: the delta rule turns all of them around that are derivatives of
    /// E.</summary>
    private double Signed(Quantity quantity, double value)
        => Options.IsDeltaRule && quantity.Pass == CalculationPass.Backward && quantity != Quantity.Derivative ? 0.0 - value : value;

    private Formula.Number Parameter(Quantity quantity, int layer, int index, double value)
        => _before?.State.Fixture.Training is not { } training || (quantity == Quantity.UpdatedBias && !training.Biases)
            ? NumberText.Given(value)
            : training.Steps == 1 ? _before.Operand(quantity, layer, index)
            : Written(value, DecimalRounding.IsExact(value, _decimals));

    /// <summary>A number that was calculated. In a calculation by hand it has no more digits than are written; if a person wrote more, all
    /// of them are.</summary>
    private Formula.Number Written(double value, bool isExact)
    {
        bool fits = DecimalRounding.IsExact(value, _decimals);
        return Options.RoundedTo is not null && (!fits || NumberText.IsLarge(value))
            ? NumberText.Given(value)
            : new Formula.Number(NumberText.Of(value, _decimals, isExact))
            {
                IsRounded = !fits || NumberText.IsLarge(value),
            };
    }

    private bool IsExact(Quantity quantity, int layer, int index)
        => DecimalRounding.IsExact(_form.Calculated[quantity, layer]![index], _decimals);
}

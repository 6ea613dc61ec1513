using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>How far the rounding of its operands, and its own, may move a step, without the digits that it is written with. It is measured:
/// the step is repeated with every operand moved by its rounding, or by half a unit of its last digit, with a random sign.</summary>
/// <param name="own">The other side's calculation.</param>
internal sealed class OperandErrors(OwnSteps own)
{
    private const int Repetitions = 8;
    private const ulong Seed = 20261128;

    /// <summary>How many times the measured size of the error counts as possible: rounding is a sum of many, a digit's place is
    /// bounded.</summary>
    private const double OfRounding = 4;
    private const double OfDigits = 3;

    /// <summary>An output that is off by more units of rounding than this does not follow from its pre-activation.</summary>
    private const double OutputUnits = 16;

    private List<Disturbed>? _disturbed;

    private FormatRounding Rounding => (own.Evidence.Other.Format ?? FloatFormat.Float64).Rounding;

    private bool IsPrinted => own.Evidence.Other.Format is null;

    /// <summary>What is allowed; null if rounding can make the loss undefined.</summary>
    /// <param name="variation">How the calculation is done.</param>
    /// <param name="step">The step.</param>
    /// <param name="mistaken">What it gives with the mistake, undisturbed.</param>
    public double[]? Allowed(Variation variation, Step step, double[] mistaken)
    {
        double[] squares = new double[mistaken.Length];
        _disturbed ??= [.. Enumerable.Range(0, Repetitions).Select(Disturb)];
        foreach (Disturbed disturbed in _disturbed)
        {
            if (own.Calculated(variation, step, disturbed.State, disturbed.Given) is not { } moved)
            {
                return null;
            }

            moved = step.IsAfterTraining ? moved : disturbed.Form.Of(step, moved);
            for (int i = 0; i < squares.Length; i++)
            {
                squares[i] += (moved[i] - mistaken[i]) * (moved[i] - mistaken[i]);
            }
        }

        double factor = IsPrinted ? OfDigits : OfRounding * (own.Evidence.Other.Format == FloatFormat.Float64 ? 2 : 1);
        return [.. squares.Select((square, i) =>
            (factor * (Math.Max(Math.Sqrt(square / Repetitions), Rounding.UnitRoundoff * Math.Abs(mistaken[i])) + Rounding.FlushLevel))
                + (IsPrinted ? 0 : Math.Abs(mistaken[i]) * LostShare(step, i)))];
    }

    /// <summary>The share of δ that is lost where h' is worked out of the output, 1 − z² for example, near the end of its range. An honest
    /// program does that.</summary>
    private double LostShare(Step step, int index)
    {
        if (step.Quantity != Quantity.Delta || (own.State.IsFused && step.Layer == own.State.Last)
            || own.Fixture.Network.Layers[step.Layer].Activation is not ElementwiseActivation activation)
        {
            return 0;
        }

        double a = own.State.Required(Quantity.PreActivation, step.Layer)[index];
        double z = own.State.Required(Quantity.Output, step.Layer)[index];
        double exact = activation.Derivative(a);
        bool follows = Math.Abs(z - activation.Value(a)) <= OutputUnits * Rounding.UnitRoundoff * Math.Abs(z);
        return follows && exact != 0 && activation.DerivativeFromOutput(z) is { } derivative
            ? Math.Min(2 * Math.Abs((derivative - exact) / exact), 1)
            : 0;
    }

    private Disturbed Disturb(int repetition)
    {
        var signs = new RandomSigns(Seed + (ulong)repetition);
        Fixture fixture = DisturbedForm.Disturb(own.Fixture, Rounding, signs);
        var form = new DisturbedForm(own.Fixture, Rounding, signs);
        var state = new CalculationState(fixture, fixture.Network, own.State.Loss);
        var given = new TensorSet(fixture.Layout);
        foreach (Step step in fixture.Layout.Steps.Where(step => own.State.Numbers[step] is not null))
        {
            double[] values = own.State.Numbers[step]!;
            double[] moved = step.IsAfterTraining ? values : form.Of(step, values);
            moved = IsPrinted && own.Evidence.Other.Numbers[step] is not null
                ? [.. moved.Select((value, i) => value + (signs.Next() * own.Evidence.LastDigit(step, values[i], values[i])))]
                : moved;
            state.Numbers.Set(step, moved);
            if (own.Given[step] is not null)
            {
                given.Set(step, moved, own.Given.Missing(step));
            }
        }

        return new Disturbed(state, given, form);
    }

    private sealed record Disturbed(CalculationState State, TensorSet Given, DisturbedForm Form);
}

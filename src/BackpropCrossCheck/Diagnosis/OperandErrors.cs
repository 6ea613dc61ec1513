using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>How far the rounding of its operands, and its own, may move a step, without the digits that it is
/// written with. It is measured: the step is repeated with every operand
/// moved by its rounding, or by half a unit of its last digit, with a random sign.</summary>
/// <param name="own">The other side's calculation.</param>
internal sealed class OperandErrors(OwnSteps own)
{
    private const int Repetitions = 8;
    private const ulong Seed = 20261128;

    /// <summary>How many times the measured size of the error counts as possible: rounding is a sum of many, a digit's place is
    /// bounded.</summary>
    private const double OfRounding = 4;
    private const double OfDigits = 3;

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
            if (own.Calculated(variation, step, disturbed.State) is not { } moved)
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
        return [.. squares.Select((square, i) => factor
            * (Math.Max(Math.Sqrt(square / Repetitions), Rounding.UnitRoundoff * Math.Abs(mistaken[i])) + Rounding.FlushLevel))];
    }

    private Disturbed Disturb(int repetition)
    {
        var signs = new RandomSigns(Seed + (ulong)repetition);
        Fixture fixture = DisturbedForm.Disturb(own.Fixture, Rounding, signs);
        var form = new DisturbedForm(own.Fixture, Rounding, signs);
        var state = new CalculationState(fixture, fixture.Network, own.State.Loss);
        foreach (Step step in fixture.Layout.Steps.Where(step => own.State.Numbers[step] is not null && !step.IsAfterTraining))
        {
            double[] values = own.State.Numbers[step]!;
            double[] moved = form.Of(step, values);
            state.Numbers.Set(step, IsPrinted && own.Evidence.Other.Numbers[step] is not null
                ? [.. moved.Select((value, i) => value + (signs.Next() * own.Evidence.LastDigit(values[i], values[i])))]
                : moved);
        }

        return new Disturbed(state, form);
    }

    private sealed record Disturbed(CalculationState State, DisturbedForm Form);
}

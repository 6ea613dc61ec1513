using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Decides whether a calculation is suitable for working by hand.</summary>
internal static class Friendliness
{
    /// <summary>If pre-activations are further apart, too much of the softmax's derivative is lost in few decimals.</summary>
    private const double WidestSoftmax = 2.5;

    /// <summary>Far more than the elementary functions of two machines differ by, so that both choose the same numbers.</summary>
    private const double Margin = 1e-6;

    /// <summary>Whether no unit is saturated and no output, δ or gradient rounds to 0, both in the exact calculation and with every result
    /// rounded.</summary>
    /// <param name="fixture">The calculation.</param>
    /// <param name="decimals">The number of decimals used.</param>
    public static bool Holds(Fixture fixture, int decimals)
    {
        try
        {
            return Calculations(fixture, new TraceOptions(decimals, null)).All(exact => Holds(exact, decimals))
                && Calculations(fixture, new TraceOptions(decimals, decimals)).All(rounded => Holds(rounded, decimals));
        }
        catch (UndefinedLossException)
        {
            return false;
        }
    }

    /// <summary>What is worked out on the sheet: each update with one sample, or the whole batch.</summary>
    private static IReadOnlyList<TracedCalculation> Calculations(Fixture fixture, TraceOptions options)
        => SampleUpdates.AreWorkedOut(Worksheet.Asked(fixture))
            ? SampleUpdates.Calculations(fixture, options, fixture.Batch.Samples)
            : [TracedCalculation.Of(fixture, fixture.Loss, options)];

    private static bool Holds(TracedCalculation calculation, int decimals)
    {
        // Anything below half a unit of the last digit rounds to 0.
        double smallest = (0.5 + Margin) / Digits.PowerOfTen(decimals);
        CalculationState state = calculation.State;
        bool IsLarge(Quantity quantity, int l) =>
            state[quantity, l] is not { } values || Array.TrueForAll(values, value => Math.Abs(value) >= smallest);
        for (int l = 0; l <= state.Last; l++)
        {
            if (IsSaturated(state, l)
                || !IsLarge(Quantity.Output, l)
                || !IsLarge(Quantity.WeightGradient, l)
                || !IsLarge(Quantity.BiasGradient, l))
            {
                return false;
            }
        }

        return double.IsFinite(state.Required(Quantity.Loss, -1)[0]);
    }

    private static bool IsSaturated(CalculationState state, int l)
    {
        Activation activation = state.Network.Layers[l].Activation;
        double[] a = state.Required(Quantity.PreActivation, l);
        if (activation is not ElementwiseActivation elementwise)
        {
            return a.Max() - a.Min() > WidestSoftmax - Margin;
        }

        bool atKink = elementwise.Kinks.Any(kink => Array.Exists(a, value => Math.Abs(value - kink.At) < Margin));
        return atKink || Array.Exists(a, value => Math.Abs(value) > elementwise.SaturatesAt - Margin);
    }
}

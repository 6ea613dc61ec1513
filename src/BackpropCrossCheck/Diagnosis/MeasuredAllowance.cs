using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>How far an honest program that makes a mistake may be from the same mistake in double precision: 4·ρ. As after a training, ρ is
/// measured: the mistaken calculation is repeated with every rounded number moved by its rounding, with a random sign.</summary>
internal static class MeasuredAllowance
{
    private const int Repetitions = 8;
    private const ulong Seed = 20250727;

    /// <summary>The allowed difference for every tensor to be explained; null if rounding can make the loss undefined.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="variation">How the calculation is done.</param>
    /// <param name="mistaken">Its numbers.</param>
    /// <param name="rounding">The other side's format.</param>
    public static TensorSet? Of(Evidence evidence, Variation variation, TensorSet mistaken, FormatRounding rounding)
    {
        Fixture fixture = variation.Change?.Invoke(evidence.Fixture) ?? evidence.Fixture;
        Step[] steps = [.. evidence.Tensors.Select(tensor => tensor.Step)];
        double[][] squares = [.. steps.Select(step => new double[step.Length])];
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            var signs = new RandomSigns(Seed + (ulong)repetition);
            Fixture disturbed = DisturbedForm.Disturb(fixture, rounding, signs);
            CalculationState state;
            try
            {
                state = WorkedCalculation.Of(
                    disturbed, variation.Convention ?? evidence.Loss, variation.Steps, new DisturbedForm(disturbed, rounding, signs)).State;
            }
            catch (UndefinedLossException)
            {
                return null;
            }

            for (int s = 0; s < steps.Length; s++)
            {
                double[] moved = state.Numbers[steps[s]] ?? [];
                double[] exact = mistaken[steps[s]]!;
                for (int i = 0; i < moved.Length; i++)
                {
                    squares[s][i] += (moved[i] - exact[i]) * (moved[i] - exact[i]);
                }
            }
        }

        // If the other side calculates in float64, both sides round alike.
        double both = rounding == FormatRounding.Float64 ? 2 : 1;
        var allowed = new TensorSet(evidence.Fixture.Layout);
        for (int s = 0; s < steps.Length; s++)
        {
            double[] exact = mistaken[steps[s]]!;
            allowed.Set(steps[s], [.. squares[s].Select((square, i) =>
                4 * both * (Math.Max(Math.Sqrt(square / Repetitions), rounding.UnitRoundoff * Math.Abs(exact[i])) + rounding.FlushLevel))]);
        }

        return allowed;
    }
}

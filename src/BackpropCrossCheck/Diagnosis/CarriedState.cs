using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>The cause of answers that depend on earlier questions: something of an earlier question has remained.</summary>
internal static class CarriedState
{
    /// <summary>The name of the cause.</summary>
    public const string Cause = "state-carried-over";

    /// <summary>How many times u·Σ|δ·z| a sum may be off because both sides calculate it.</summary>
    private const double Slack = 64;

    private const string Remedy = "Begin every question from nothing: clear gradients, buffers and caches before each backward pass.";

    /// <summary>The cause if a second answer differs from the first.</summary>
    /// <param name="first">The engine against the first answer.</param>
    /// <param name="second">The engine against the second answer to the same question.</param>
    public static Finding OfSecond(JudgedResult first, JudgedResult second)
    {
        // The right numbers for the question in between, in its own arrangement.
        CarriedFactors? factors = CarriedFactors.Fit(second, first, tensor => MirroredQuestion.Tensor(tensor.Step, [.. tensor.Engine]));
        string what = factors switch
        {
            null or { OfFirst: 1, OfOther: 0 } =>
                "Asked twice for this fixture, with another question between, it gave other numbers the second time: an answer depends on "
                    + "the questions before it.",
            { OfFirst: 0 } =>
                "The second answer to this fixture is what is right for the question that was asked between: "
                    + "an answer depends on the questions before it.",
            { OfOther: 0 } sum => $"The second answer is {Text(sum.OfFirst)} times the first: {Growing(sum)}.",
            { } sum => $"The second answer is {Text(sum.OfFirst)} times the first: {Growing(sum)}; {Text(sum.OfOther)} times those of the "
                + "question between are in it too.",
        };
        FindingArgument.Number? argument = factors is { OfFirst: not (0 or 1) } or { OfFirst: 1, OfOther: not 0 }
            ? new FindingArgument.Number(factors.Value.OfFirst)
            : null;
        return new Finding(Cause, null, argument, 1, $"{what} {Remedy}");
    }

    /// <summary>The cause of a wrong answer to the question between two right ones; null if it cannot be distinguished from another
    /// mistake.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="first">The engine against the first answer to the fixture.</param>
    /// <param name="between">The engine against the answer to the mirror image, converted to the fixture's arrangement.</param>
    public static Finding? OfMirrored(Reference reference, JudgedResult first, JudgedResult between)
    {
        CarriedFactors? factors = CarriedFactors.Fit(between, first, tensor => MirroredQuestion.Tensor(tensor.Step, [.. tensor.Engine]));
        if (factors is { OfOther: not 0 } sum)
        {
            return sum.OfFirst == 0
                ? new Finding(
                    Cause,
                    null,
                    null,
                    1,
                    $"Asked for another network of the same shape after this fixture, it gave what is right for this fixture. {Remedy}")
                : new Finding(
                    Cause,
                    null,
                    new FindingArgument.Number(sum.OfOther),
                    1,
                    $"Asked for another network of the same shape after this fixture, it added {Text(sum.OfOther)} times the gradients of "
                        + $"this fixture: gradients accumulate. {Remedy}");
        }

        bool inputs = AreThoseOfOtherInputs(reference, between, step => MirroredQuestion.Tensor(step, InputsOf(reference, step.Layer)));
        return inputs
            ? new Finding(
                Cause,
                null,
                null,
                1,
                "Asked for another network of the same shape after this fixture, it gave gradients with the layers' inputs "
                    + $"of this fixture. {Remedy}")
            : null;
    }

    /// <summary>The cause if gradients are those of the fixture's deltas with another fixture's inputs; otherwise null.</summary>
    /// <param name="reference">The engine's side of the fixture.</param>
    /// <param name="comparison">The engine against the answer.</param>
    /// <param name="other">The engine's side of another fixture of the same shape.</param>
    public static Finding? OfOtherFixture(Reference reference, JudgedResult comparison, Reference other)
        => AreThoseOfOtherInputs(reference, comparison, step => InputsOf(other, step.Layer))
            ? new Finding(
                Cause,
                null,
                null,
                1,
                $"These are the gradients with the layers' inputs of another fixture, {other.Fixture.Name}: asked in another order, or "
                    + $"alone, it gives others. {Remedy}")
            : null;

    /// <summary>Whether every number that differs is Σ_n δ_nk z_nm with another question's z.</summary>
    private static bool AreThoseOfOtherInputs(Reference reference, JudgedResult comparison, Func<Step, double[]> inputs)
        => comparison is { Comparison: { Discrepancies: > 0, Format: { } format } }
            && comparison.Numbers.Tensors.All(tensor => !tensor.HasDiffering
                || (tensor.Step.Quantity == Quantity.WeightGradient
                    && IsProduct(
                        tensor,
                        reference.Numbers[reference.Fixture.Layout.Delta(tensor.Step.Layer)]!,
                        inputs(tensor.Step),
                        format.Rounding.UnitRoundoff)));

    private static bool IsProduct(TensorComparison tensor, double[] delta, double[] inputs, double unitRoundoff)
    {
        int units = tensor.Step.Rows;
        int width = tensor.Step.Columns;
        for (int i = 0; i < tensor.Step.Length; i++)
        {
            double sum = 0;
            double size = 0;
            for (int n = 0; n < delta.Length / units; n++)
            {
                double term = delta[(n * units) + (i / width)] * inputs[(n * width) + (i % width)];
                sum += term;
                size += Math.Abs(term);
            }

            if (tensor.Verdicts[i] == NumberVerdict.Differs
                && !(Math.Abs(tensor.Other[i] - sum) <= tensor.Allowed[i] + (Slack * unitRoundoff * size)))
            {
                return false;
            }
        }

        return true;
    }

    private static double[] InputsOf(Reference reference, int layer)
        => layer == 0 ? reference.Fixture.Batch.Inputs.ToArray() : reference.Numbers[reference.Fixture.Layout.Output(layer - 1)]!;

    private static string Growing(CarriedFactors sum)
        => sum.OfFirst > 1 ? "gradients accumulate" : "something is left of the questions before";

    private static string Text(double factor) => factor.ToString("G7", CultureInfo.InvariantCulture);
}

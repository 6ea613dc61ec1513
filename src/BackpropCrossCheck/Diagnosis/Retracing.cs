using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis.Mistakes;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Repeats a calculation with a mistake. It shows each tensor that the other side gave as soon as it is calculated.</summary>
internal static class Retracing
{
    /// <summary>Repeats the calculation.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="suspicion">The mistake.</param>
    /// <param name="look">Receives each tensor with its mistaken numbers, in the order of the calculation; returns false to stop.</param>
    /// <param name="follow">Whether the person's own numbers, if given, replace the calculated ones in later steps.</param>
    /// <returns>False if it was stopped, or the loss is not defined for a mistaken output.</returns>
    public static bool Run(Evidence evidence, Suspicion suspicion, Func<TensorComparison, double[], bool> look, bool follow = false)
    {
        Fixture fixture = suspicion.Change?.Invoke(evidence.Fixture).WithLayoutOf(evidence.Fixture) ?? evidence.Fixture;
        bool isTrue = true;
        int expected = evidence.AfterTraining;
        bool Look(Step step, double[] values)
        {
            if (evidence.TensorAt(step) is not { } tensor)
            {
                return true;
            }

            expected -= step.IsAfterTraining ? 1 : 0;
            return isTrue &= look(tensor, values);
        }

        Func<Step, double[], double[]?>? toward = suspicion.Form is RoundedForm rounded ? Toward(evidence, rounded) : null;
        Func<Step, double[], double[]>? instead = follow ? Instead(evidence) : null;
        var form = new WatchedForm(fixture.Layout, suspicion.Form, Look, toward, instead);
        int first = evidence.Order(suspicion);
        CalculationSteps steps = follow ? suspicion.Steps : new ResumedSteps(suspicion.Steps, evidence.Correct, fixture.Network, first);
        try
        {
            _ = WorkedCalculation.Of(fixture, suspicion.Convention ?? evidence.Loss, steps, form);
        }
        catch (UndefinedLossException)
        {
            return false;
        }

        // A training that diverges has no result.
        return isTrue && expected == 0;
    }

    private static Func<Step, double[], double[]?> Toward(Evidence evidence, RoundedForm rounded)
        => (step, values) => evidence.TensorAt(step) is { } tensor
            ? rounded.Toward(step.Quantity, values, Followed(evidence, tensor, values))
            : null;

    private static Func<Step, double[], double[]> Instead(Evidence evidence)
        => (step, values) => evidence.TensorAt(step) is { } tensor ? Followed(evidence, tensor, values) : values;

    private static double[] Followed(Evidence evidence, TensorComparison tensor, double[] values)
    {
        double[] given = evidence.Given(tensor);
        return [.. values.Select((x, i) => tensor.IsGiven(i) && double.IsFinite(given[i]) ? given[i] : x)];
    }
}

using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis.Mistakes;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Repeats a calculation as somebody who makes a mistake would, and shows each tensor that the other side gave as soon as it is calculated.</summary>
internal static class Retracing
{
    /// <summary>Repeats it.</summary>
    /// <param name="evidence">The numbers that are to be explained.</param>
    /// <param name="suspicion">The mistake.</param>
    /// <param name="look">Is shown a tensor and its mistaken numbers, in the order of the calculation; false ends it.</param>
    /// <param name="follow">Whether the person's own numbers, where they are given, are used further in the place of the calculated ones.</param>
    /// <returns>False where it was ended, or the loss is not defined for a mistaken output.</returns>
    public static bool Run(Evidence evidence, Suspicion suspicion, Func<TensorComparison, double[], bool> look, bool follow = false)
    {
        Fixture fixture = suspicion.Change?.Invoke(evidence.Fixture) ?? evidence.Fixture;
        var given = new StepTable<TensorComparison>(evidence.Layers, evidence.Tensors, tensor => tensor.Slot);
        bool isTrue = true;
        bool Look(CalculationStep step, int layer, double[] values)
            => IsAfterTraining(step) || given[step, layer] is not { } tensor || (isTrue &= look(tensor, values));

        double[]? Toward(CalculationStep step, int layer, double[] values)
            => suspicion.Form is RoundedForm rounded && given[step, layer] is { } tensor
                ? rounded.Toward(step, values, Followed(evidence, tensor, values))
                : null;

        double[] Instead(CalculationStep step, int layer, double[] values)
            => follow && step != CalculationStep.UpdatedLoss && given[step, layer] is { } tensor ? Followed(evidence, tensor, values) : values;

        var form = new WatchedForm(suspicion.Form, Look, Toward, Instead);
        int first = CalculationOrder.Of(suspicion.First.Step, suspicion.First.Layer, evidence.Layers);
        CalculationSteps steps = follow ? suspicion.Steps : new ResumedSteps(suspicion.Steps, evidence.Correct, fixture.Network, first);
        try
        {
            CalculationState state = WorkedCalculation.Of(fixture, suspicion.Convention ?? evidence.Loss, steps, form).State;
            foreach (TensorComparison tensor in evidence.Tensors.Where(tensor => isTrue && IsAfterTraining(WorkedCalculation.StepOf(tensor.Slot))))
            {
                isTrue &= state[WorkedCalculation.StepOf(tensor.Slot), tensor.Slot.Layer] is { } values && look(tensor, values);
            }
        }
        catch (UndefinedLossException)
        {
            return false;
        }

        return isTrue;
    }

    private static double[] Followed(Evidence evidence, TensorComparison tensor, double[] values)
    {
        double[] given = evidence.Given(tensor);
        return [.. values.Select((x, i) => tensor.IsGiven(i) && double.IsFinite(given[i]) ? given[i] : x)];
    }

    private static bool IsAfterTraining(CalculationStep step)
        => step is CalculationStep.UpdatedWeights or CalculationStep.UpdatedBias or CalculationStep.UpdatedLoss;
}

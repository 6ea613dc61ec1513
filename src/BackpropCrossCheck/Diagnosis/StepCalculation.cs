using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Works out a single step from the numbers before it.</summary>
internal static class StepCalculation
{
    /// <summary>The result of a step; null for one that this does not work out.</summary>
    /// <param name="state">The numbers before it. ∂L/∂z and h' of the step's layer are worked out again, and replaced here.</param>
    /// <param name="steps">How it is calculated.</param>
    /// <param name="step">The step.</param>
    public static double[]? Of(CalculationState state, CalculationSteps steps, Step step)
    {
        Quantity quantity = step.Quantity;
        int layer = step.Layer;
        return quantity == Quantity.PreActivation ? steps.PreActivations(state, layer)
            : quantity == Quantity.Output ? steps.Outputs(state, layer)
            : quantity == Quantity.Loss ? [steps.LossValueOf(state)]
            : quantity == Quantity.Delta ? Delta(state, steps, layer)
            : quantity == Quantity.WeightGradient ? steps.WeightGradientOf(state, layer)
            : quantity == Quantity.BiasGradient ? steps.BiasGradientOf(state, layer)
            : null;
    }

    private static double[] Delta(CalculationState state, CalculationSteps steps, int layer)
    {
        if (layer == state.Last && state.IsFused)
        {
            return steps.FusedDeltas(state);
        }

        state.Numbers.Set(state.Numbers.Layout.Find(Quantity.OutputGradient, layer)!, steps.OutputGradients(state, layer));
        if (steps.Derivatives(state, layer) is { } derivatives)
        {
            state.Numbers.Set(state.Numbers.Layout.Find(Quantity.Derivative, layer)!, derivatives);
        }

        return steps.Deltas(state, layer);
    }
}

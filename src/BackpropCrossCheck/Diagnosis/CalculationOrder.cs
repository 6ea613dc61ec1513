using BackpropCrossCheck.Calculation;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>The order in which a calculation comes to its results: forward, loss, deltas backward, gradients from the last layer to the first, update.</summary>
internal static class CalculationOrder
{
    /// <summary>The place of a result; later results have larger ones.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    /// <param name="layers">The number of layers.</param>
    public static int Of(CalculationStep step, int layer, int layers)
    {
        int backward = (2 * layers) + 1;
        int gradients = backward + (3 * layers);
        int update = gradients + (2 * layers);
        int fromLast = layers - 1 - layer;
        return step switch
        {
            CalculationStep.PreActivation => 2 * layer,
            CalculationStep.Output => (2 * layer) + 1,
            CalculationStep.Loss => 2 * layers,
            CalculationStep.OutputGradient => backward + (3 * fromLast),
            CalculationStep.Derivative => backward + (3 * fromLast) + 1,
            CalculationStep.Delta => backward + (3 * fromLast) + 2,
            CalculationStep.WeightGradient => gradients + (2 * fromLast),
            CalculationStep.BiasGradient => gradients + (2 * fromLast) + 1,
            CalculationStep.UpdatedWeights => update + (2 * layer),
            CalculationStep.UpdatedBias => update + (2 * layer) + 1,
            _ => update + (2 * layers),
        };
    }
}

using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with another regularization than the fixture's, in the loss value, in the gradients, or in both.</summary>
/// <param name="ofValue">What is added to the loss value.</param>
/// <param name="ofGradients">Whose derivative is added to the gradients.</param>
internal sealed class RegularizedOtherwise(Regularization ofValue, Regularization ofGradients) : CalculationSteps
{
    /// <inheritdoc/>
    public override double LossValueOf(CalculationState state) => LossValue(state) + ofValue.Of(state.Network);

    /// <inheritdoc/>
    public override Regularization RegularizationOf(CalculationState state) => ofGradients;
}

using System.Globalization;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>From where on the formula of a step overflows, in words.</summary>
internal static class NumberOverflow
{
    /// <summary>A sentence and a space after it; empty where nothing is known.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="own">The other side's calculation; null where it cannot be followed.</param>
    /// <param name="step">The step of the first number that is not finite.</param>
    /// <param name="index">Its row-major index.</param>
    public static string Of(Evidence evidence, OwnSteps? own, Step step, int index)
    {
        if (step.Layer < 0 || !step.Quantity.IsIntermediate
            || (own?.State ?? evidence.Correct)[Quantity.PreActivation, step.Layer] is not { } preActivations
            || step.Quantity == Quantity.PreActivation)
        {
            return string.Empty;
        }

        double a = preActivations[index];
        Activation activation = evidence.ActivationOf(step.Layer);
        double limit = evidence.Other.Format == FloatFormat.Float32 ? Math.Log(float.MaxValue) : Math.Log(double.MaxValue);
        string at = string.Create(CultureInfo.InvariantCulture, $"a = {a:G6}");
        string what = step.Quantity == Quantity.Delta ? $"h' of {activation.Name}" : activation.Name;
        string overflow = string.Create(CultureInfo.InvariantCulture, $"eᵃ overflows above a = {limit:F1}, e⁻ᵃ below −{limit:F1}");
        return activation is Softmax
            ? $"Its pre-activation is {at}; {overflow}: subtract the largest pre-activation of the sample first. "
            : Math.Abs(a) > limit ? $"{what} is taken at {at} there; {overflow}. "
            : $"{what} is taken at {at} there. ";
    }
}
